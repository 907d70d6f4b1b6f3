// Keys of the workbench, and drafts that are saved as they are written. Every key presses a button or follows a link
// that is there without this file.
"use strict";

const writing = document.getElementById("writing");
const box = document.getElementById("id_text");
let kept = box.defaultValue; // what the server has
let sent = ""; // the draft on its way to it
let state = "resting"; // "saving": a draft is on its way; "leaving": the form itself is
let unsaved = false; // the last draft was refused or did not arrive
let next = null; // what waits until the draft has arrived: else one would meet oneself as somebody else

function afterSaving(act) {
  if (state === "saving") next = act;
  else act();
}

function put(text) {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
}

function neighbour(step) {
  const rows = [...document.querySelectorAll(".segment")];
  const row = rows[rows.findIndex((one) => one.classList.contains("is-current")) + step];
  afterSaving(() => row?.querySelector("a.segment-target")?.click());
}

function press(act) {
  document.querySelector(`[form=writing][value="${act}"], #writing [value="${act}"]`)?.click();
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
  if (event.target.closest("[data-discard]")) kept = box.value;
  const link = event.target.closest("a[href]");
  if (link) return followLater(event, link);
  const button = event.target.closest("button[name=act]");
  if (!button) return;
  if (button.value === "copy") put(writing.dataset.source);
  else if (button.dataset.take) put(button.dataset.text);
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") press("confirm");
  else if (event.altKey && /^Digit[1-5]$/.test(event.code)) press(`take:${event.code.slice(5)}`);
  else if (event.altKey && event.code === "Digit0") press("copy");
  else if (event.altKey && event.key === "ArrowDown") neighbour(1);
  else if (event.altKey && event.key === "ArrowUp") neighbour(-1);
  else return;
  event.preventDefault();
});

writing.addEventListener("submit", (event) => {
  if (state === "saving") {
    event.preventDefault();
    next = () => writing.requestSubmit(event.submitter);
  } else state = "leaving";
});
addEventListener("pageshow", () => { state = "resting"; });

writing.addEventListener("htmx:beforeRequest", (event) => {
  if (state === "leaving") return event.preventDefault();
  state = "saving";
  sent = box.value;
});

// Who was logged out meanwhile is answered with the page to log in, which is no answer to a draft.
writing.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.responseURL !== writing.action) event.detail.shouldSwap = false;
});

writing.addEventListener("htmx:afterRequest", (event) => {
  const arrived = event.detail.successful && event.detail.xhr.responseURL === writing.action;
  state = "resting";
  unsaved = !arrived || Boolean(document.querySelector("#checked [role=alert]"));
  if (!unsaved) kept = sent;
  if (!arrived) document.getElementById("saved").textContent = writing.dataset.failed;
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
