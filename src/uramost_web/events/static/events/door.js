// Attendance at the door. What is noted is kept in this browser until the server has said what became of each mark:
// without a connection it stays here, and it may be sent twice, for each mark has a number of its own.
"use strict";
const form = document.getElementById("door"), says = form.dataset;
const kept = document.getElementById("kept"), unclear = document.getElementById("unclear");
const finish = document.getElementById("finish");
const AT_ONCE = 100, AGAIN = 15000;

const database = new Promise((done, failed) => {
  const opening = indexedDB.open("door", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("marks", { keyPath: "mark" });
  opening.onsuccess = () => done(opening.result);
  opening.onerror = () => failed(opening.error);
});
async function marks(mode, act) {
  const transaction = (await database).transaction("marks", mode, { durability: "strict" });
  const asked = act(transaction.objectStore("marks"));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(asked.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}
const all = () => marks("readonly", (store) => store.getAll());
const keep = (mark) => marks("readwrite", (store) => store.put(mark));
const forget = (mark) => marks("readwrite", (store) => store.delete(mark));

function number() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = bytes[6] & 15 | 64;
  bytes[8] = bytes[8] & 63 | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

function shownAsHere(person) {
  const button = form.querySelector(`button[name=person][value="${person}"]`);
  if (!button) return;
  const next = button.closest("li").nextElementSibling?.querySelector("button");
  const text = document.createElement("span");
  text.textContent = `${button.textContent} ✓`;
  text.className = "door-here";
  button.replaceWith(text);
  if (next) next.focus();
}

async function show(trouble = "") {
  // What waits is counted of all sessions: this device sends it from whichever page is open.
  const marked = await all(), open = marked.filter((row) => !row.answer);
  const rows = marked.filter((row) => row.to === says.marks);
  rows.filter((row) => row.person && !row.answer).forEach((row) => shownAsHere(row.person));
  kept.textContent = open.length ? `${says.kept}: ${open.length}. ${trouble}` : says.done;
  if (finish) finish.disabled = open.length > 0;
  unclear.replaceChildren(...rows.filter((row) => row.answer).map((row) => {
    const item = document.createElement("li"), away = document.createElement("button");
    item.textContent = `${row.name || row.label}: ${says[row.answer] || row.answer} `;
    away.type = "button";
    away.className = "button-plain";
    away.textContent = says.away;
    away.addEventListener("click", async () => { await forget(row.mark); await show(); });
    item.append(away);
    return item;
  }));
}

async function note(given, button) {
  try {
    await keep({ mark: number(), at: new Date().toISOString(), to: says.marks, ...given });
  } catch {
    return asWithoutScript(given, button);
  }
  await show();
  await send();
}

let keeps = true;
function asWithoutScript({ name = "", another = false }, button) {
  // A browser that keeps nothing, such as in a private window: the form is sent as it stands.
  keeps = false;
  form.elements.name.value = name;
  form.elements.another.checked = another;
  form.requestSubmit(button);
}

const DONE = ["stored", "already", "taken_back"];
async function parcel(to, rows) {
  const answer = await fetch(to, {
    method: "POST", credentials: "same-origin", redirect: "manual",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.csrfmiddlewaretoken.value },
    body: JSON.stringify({ marks: rows.map(({ mark, at, person, name, another }) => ({ mark, at, person, name, another })) }),
  });
  if (answer.status === 409) return says.cancelled;
  if (!answer.ok) return answer.status >= 500 ? says.offline : says.login;
  const { outcomes } = await answer.json();
  for (const row of rows) {
    const outcome = outcomes[row.mark];
    if (DONE.includes(outcome)) {
      if (row.person && to === says.marks) shownAsHere(row.person);
      await forget(row.mark);
    } else if (outcome) await keep({ ...row, answer: outcome });
  }
  return "";
}
let sending = null, again = 0;
function send() {
  // One parcel after the other: a mark that is noted while one is under way goes with the next.
  sending = (sending || Promise.resolve()).then(deliver);
  return sending;
}
async function deliver() {
  clearTimeout(again);
  let trouble = "";
  try {
    const rows = (await all()).filter((row) => !row.answer);
    rows.sort((one, other) => one.at < other.at ? -1 : 1);  // of two spellings of somebody new the first stays
    for (const to of new Set(rows.map((row) => row.to))) {
      const there = rows.filter((row) => row.to === to);
      for (let start = 0; start < there.length; start += AT_ONCE) {
        trouble = await parcel(to, there.slice(start, start + AT_ONCE)) || trouble;
      }
    }
  } catch {
    trouble = says.offline;
  }
  await show(trouble);
  if (trouble) again = setTimeout(send, AGAIN);
}

form.addEventListener("submit", async (event) => {
  if (!keeps) return undefined;
  event.preventDefault();
  const button = event.submitter;
  if (button?.name === "person") return note({ person: Number(button.value), label: button.textContent }, button);
  const name = form.elements.name.value.trim();
  if (!name) return form.elements.name.focus();
  const another = form.elements.another.checked;
  form.elements.name.value = "";
  form.elements.another.checked = false;
  form.elements.name.focus();
  return note({ name, another }, button);
});
addEventListener("online", send);
document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });

const seek = document.getElementById("seek");
if (seek) {
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  document.getElementById("seek-box").hidden = false;
  seek.addEventListener("input", () => {
    for (const item of document.querySelectorAll("#people > li")) {
      item.hidden = !folded(item.textContent).includes(folded(seek.value.trim()));
    }
  });
}

if (navigator.serviceWorker) {
  navigator.serviceWorker.register(says.worker).then(() => navigator.serviceWorker.ready).then(async () => {
    const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
    const pages = [...document.querySelectorAll(".pagination a")].map((link) => link.href);
    const cache = await caches.open("door");
    await cache.addAll([location.href, ...pages, ...parts.map((part) => part.href || part.src)]);
    form.dataset.ready = "";
  }).catch(() => { kept.textContent = says.offline; });
}
if (finish) {
  finish.hidden = false;
  finish.addEventListener("click", async () => {
    if (self.caches) await caches.delete("door");
    for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) await worker.unregister();
    location.assign(finish.dataset.to);
  });
}
show().then(send);
