// Conveniences only: every page works without this file.
"use strict";

// The error summary is read out first, also where `autofocus` is ignored.
document.querySelector(".error-summary")?.focus();

// A second press on a button does not send the form a second time.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  setTimeout(() => { if (!event.defaultPrevented) form.dataset.sent = "yes"; });
  setTimeout(() => delete form.dataset.sent, 5000); // a download leaves the page where it is
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// A table that does not scroll needs no stop of the tab key; after the screen is turned it may.
const boxes = document.querySelectorAll(".table-box[tabindex]");
function stops() {
  for (const box of boxes)
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
}
stops();
addEventListener("resize", stops);
