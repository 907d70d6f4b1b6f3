// Keys of the workbench. Every key presses a button or follows a link that is there without this file.
// AltGr types letters (~, ˇ, €): it says Ctrl and Alt at once, and no key here is taken with both.
"use strict";

const one = (selector) => document.querySelector(selector);
const press = (act) => one(`#writing [value="${act}"], [form=writing][value="${act}"]`)?.click();
const go = (name) => one(`[data-go=${name}]`)?.click();
const typing = (element) => element.matches("textarea, select, input:not([type=checkbox], [type=radio])");

function lookUp() {
  const box = one("#id_text"), words = one("#words");
  const chosen = document.activeElement === box
    ? box.value.slice(box.selectionStart, box.selectionEnd) : String(getSelection());
  words.focus();
  if (!chosen.trim()) return;
  words.value = chosen.replace(/⟦\/?\d+\/?⟧/g, "").trim();
  one("#looking-up").requestSubmit();
}

// The keys, over the page; without this file they stand at its foot.
function showKeys() {
  const section = one("#keys");
  let dialog = one("dialog.keys-dialog");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "keys-dialog";
    const close = document.createElement("button");
    close.className = "button-secondary";
    close.textContent = section.dataset.close;
    close.addEventListener("click", () => dialog.close());
    for (const part of section.children) dialog.append(part.cloneNode(true));
    const title = dialog.querySelector("h2");
    title.id = "keys-dialog-title";
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.append(close);
    document.body.append(dialog);
  }
  dialog.showModal();
}

// [modifiers, key or code, act]; "digit" stands for 1 to 5.
const KEYS = [
  ["Ctrl", "Enter", () => press("confirm")],
  ["Ctrl+Shift", "Enter", () => press("save")],
  ["Alt", "ArrowUp", () => go("previous")],
  ["Alt", "ArrowDown", () => go("next")],
  ["Alt", "PageDown", () => go("open")],
  ["Ctrl+Shift", /^Digit([1-5])$/, (digit) => press(`take:${digit}`)],
  ["Alt", "Enter", () => press("copy")],
  ["Ctrl+Shift", "Backspace", () => press("undo")],
  ["", "F2", () => one(".sign")?.focus()],
  ["", "F8", lookUp],
  ["Ctrl+Shift", "KeyF", () => one("#q").focus()],
];

function modifiers(event) {
  return [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift", event.metaKey && "Meta"]
    .filter(Boolean).join("+");
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || one("dialog[open]")) return;
  const held = modifiers(event);
  const sign = /^Digit([1-9])$/.exec(event.code);
  if (event.key === "?" && !event.ctrlKey && !event.altKey && !typing(event.target)) {
    event.preventDefault();
    return showKeys();
  }
  if (held === "" && sign && event.target.matches(".sign")) {
    event.preventDefault(); // the box has the focus before the digit is typed
    return press(`sign:${sign[1]}`);
  }
  for (const [with_, key, act] of KEYS) {
    const found = key instanceof RegExp ? key.exec(event.code) : [event.key, event.code].includes(key) && [];
    if (held !== with_ || !found) continue;
    event.preventDefault();
    return act(found[1]);
  }
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-keys]")) return;
  event.preventDefault();
  event.stopPropagation();
  showKeys();
}, { capture: true });
