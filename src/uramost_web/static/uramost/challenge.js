// Solves the puzzle of a form while its reader looks at the answers: uramost.puzzles has the rule. Without this file
// the form can be sent as well, half a minute after it was begun.
"use strict";

// SHA-256 (FIPS 180-4) of a short text; returns its first 32 bits.
const K = new Int32Array(64), H = new Int32Array(8), W = new Int32Array(64);
for (let n = 2, found = 0; found < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
  if (!prime) continue;
  if (found < 8) H[found] = (n ** 0.5 % 1) * 2 ** 32;
  K[found++] = (Math.cbrt(n) % 1) * 2 ** 32;
}
function block() {
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15], y = W[i - 2];
    W[i] = W[i - 16] + W[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) | 0;
    W[i] = W[i] + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
  }
  let a = H[0], b = H[1], c = H[2], d = H[3], e = H[4], f = H[5], g = H[6], k = H[7];
  for (let i = 0; i < 64; i++) {
    const s = (k + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) | 0) + ((e & f ^ ~e & g) + (K[i] + W[i] | 0) | 0) | 0;
    const t = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    k = g; g = f; f = e; e = d + s | 0; d = c; c = b; b = a; a = s + t | 0;
  }
  return H[0] + a | 0;
}
function first(text, from) { // at most 55 letters of ASCII: one block; those before `from`, a multiple of 4, stand there
  for (let i = from >> 2; i < 16; i++) W[i] = 0;
  for (let i = from; i < text.length; i++) W[i >> 2] |= text.charCodeAt(i) << 24 - 8 * (i & 3);
  W[text.length >> 2] |= 128 << 24 - 8 * (text.length & 3);
  W[15] = 8 * text.length;
  return block();
}
function solve(puzzle, bits) {
  let number = 0;
  first(puzzle, 0);
  while (Math.clz32(first(`${puzzle}:${number}`, puzzle.length & ~3)) < bits) number++;
  return String(number);
}

if (typeof document === "undefined") onmessage = ({ data }) => postMessage(solve(data.puzzle, data.bits));
else {
  const input = document.getElementById("puzzle"), form = input.form;
  const worker = new Worker(document.currentScript.src);
  let pressed = false, failed = false;
  worker.onmessage = ({ data }) => { input.value = data; if (pressed) form.submit(); };
  worker.onerror = () => { failed = true; if (pressed) form.submit(); };
  worker.postMessage({ puzzle: input.dataset.puzzle, bits: +input.dataset.bits });
  form.addEventListener("submit", (event) => {
    if (input.value || failed) return;
    event.preventDefault();
    pressed = true;
    document.getElementById("puzzling").hidden = false;
  });
}
