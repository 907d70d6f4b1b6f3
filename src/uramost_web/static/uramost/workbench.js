// Drafts of the workbench are saved as they are written, and what goes into the box goes there without a new page.
"use strict";

const writing = document.getElementById("writing");
const box = document.getElementById("id_text");
let kept = box.defaultValue; // what the server has
const SAVING = new URL(box.getAttribute("hx-post"), location.href).href;
let sent = ""; // the draft on its way to it
let state = "resting"; // "saving": a draft is on its way; "leaving": the form itself is
let unsaved = false; // the last draft was refused or did not arrive
let next = null; // what waits until the draft has arrived: else one would meet oneself as somebody else
let lost = false; // there is no connection, or the server does not answer
const RETRY = 10_000; // milliseconds

// A text that did not arrive is kept on this computer, until it has.
const shelf = `uramost ${writing.dataset.person} ${location.origin}${writing.action.split("?")[0]}`;
const shelve = {
  put() { try { localStorage.setItem(shelf, box.value); } catch { /* a browser that keeps nothing */ } },
  get() { try { return localStorage.getItem(shelf); } catch { return null; } },
  drop() { try { localStorage.removeItem(shelf); } catch { /* the same */ } },
};

function again() {
  if (lost && state === "resting" && box.value !== kept) htmx.trigger(box, "draft");
}
addEventListener("online", again);
setInterval(again, RETRY);

function put(text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

// ⟦1⟧⟦/1⟧ goes around what is selected, ⟦2/⟧ behind it.
function putSign(sign) {
  const { selectionStart: start, selectionEnd: end } = box;
  const cut = sign.includes("⟧⟦") ? sign.indexOf("⟧⟦") + 1 : 0;
  const inside = box.value.slice(start, end);
  box.setRangeText(cut ? sign.slice(0, cut) + inside + sign.slice(cut) : inside + sign, start, end, "end");
  if (cut && !inside) box.selectionStart = box.selectionEnd = start + cut;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

// A link is followed when what was typed has arrived, or one would come back to the text before it.
function followLater(event, link) {
  const leaves = !link.getAttribute("href").startsWith("#") && !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (!leaves || unsaved || box.value === kept) return;
  event.preventDefault();
  next = () => link.click();
  if (state === "resting") htmx.trigger(box, "draft");
}

// A suggestion or the source goes into the box without a new page.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-discard]")) {
    kept = box.value;
    shelve.drop();
  }
  const link = event.target.closest("a[href]");
  if (link) return followLater(event, link);
  const button = event.target.closest("button[name=act]");
  if (!button) return;
  if (button.dataset.sign) putSign(button.dataset.sign);
  else if (button.value === "copy" || button.dataset.take) put(button.dataset.text ?? writing.dataset.source);
  else return;
  event.preventDefault();
});

// What did not arrive the last time is offered, not put in: the sentence may have been written elsewhere meanwhile.
const offer = document.getElementById("kept-here");
if (shelve.get() !== null && shelve.get() !== box.value) {
  offer.querySelector("blockquote").textContent = shelve.get();
  offer.hidden = false;
} else shelve.drop();
offer.addEventListener("click", (event) => {
  const act = event.target.closest("[data-kept]")?.dataset.kept;
  if (!act) return;
  if (act === "put") put(offer.querySelector("blockquote").textContent);
  shelve.drop();
  offer.hidden = true;
  box.focus();
});

writing.addEventListener("submit", (event) => {
  if (state === "saving") {
    event.preventDefault();
    next = () => writing.requestSubmit(event.submitter);
  } else state = "leaving";
});
addEventListener("pageshow", () => { state = "resting"; });

box.addEventListener("htmx:beforeRequest", (event) => {
  if (state === "leaving") return event.preventDefault();
  state = "saving";
  sent = box.value;
});

// Who was logged out meanwhile is answered with the page to log in, which is no answer to a draft.
box.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.responseURL !== SAVING) event.detail.shouldSwap = false;
});

box.addEventListener("htmx:afterRequest", (event) => {
  const arrived = event.detail.successful && event.detail.xhr.responseURL === SAVING;
  state = "resting";
  unsaved = !arrived || Boolean(document.querySelector("#checked [role=alert]"));
  lost = !arrived && (event.detail.xhr.status === 0 || event.detail.xhr.status >= 500);
  if (!unsaved) kept = sent;
  if (unsaved) shelve.put();
  else shelve.drop();
  if (!arrived) document.getElementById("saved").textContent = lost ? writing.dataset.lost : writing.dataset.failed;
  if (!unsaved) next?.();
  next = null;
  document.getElementById("conflict")?.scrollIntoView({ block: "nearest" });
});

// What was typed in the last moment is saved before the page is left; what cannot be saved is asked about.
addEventListener("beforeunload", (event) => {
  if (unsaved && state !== "leaving" && box.value !== kept) event.preventDefault();
});
addEventListener("pagehide", () => {
  if (box.value === kept || state === "leaving") return;
  const data = new FormData(writing);
  data.set("act", "draft");
  navigator.sendBeacon(writing.action, data);
});

document.querySelector(".segment.is-current")?.scrollIntoView({ block: "center", behavior: "instant" });
// `autofocus` does nothing where the address leads to a part of the page, and going there takes the focus away again.
const focus = () => (document.querySelector(".error-summary, #conflict") ?? box).focus({ preventScroll: true });
focus();
addEventListener("load", () => requestAnimationFrame(focus));
