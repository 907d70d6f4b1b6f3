// Gives the page at the door when there is no connection. With one, everything comes from the server.
"use strict";
const CACHE = "door", PARTS = ["style", "script", "image", "font"];
const LONGEST = 3 * 24 * 3600 * 1000; // a list of names is given for no longer, and then goes with the next page
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  if (request.mode !== "navigate" && !PARTS.includes(request.destination)) return;
  event.respondWith(fetch(request).then((answer) => store(request, answer), () => kept(request)));
});
async function store(request, answer) {
  if (answer.status === 200 && !answer.redirected) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
    if (request.mode === "navigate") await forgetOld(cache);
  }
  return answer;
}
function old(answer) {
  return Date.now() - Date.parse(answer.headers.get("date") || "") > LONGEST;
}
async function forgetOld(cache) {
  // Lists of sessions at which nobody said that they had finished. Styles and scripts are as old as the site.
  for (const request of await cache.keys()) {
    const answer = await cache.match(request, { ignoreVary: true });
    const page = (answer?.headers.get("content-type") || "").startsWith("text/html");
    if (page && old(answer)) await cache.delete(request, { ignoreVary: true });
  }
}
async function kept(request) {
  const cache = await caches.open(CACHE), found = await cache.match(request, { ignoreVary: true });
  if (!found) return Response.error();
  if (request.mode === "navigate" && old(found)) {
    await cache.delete(request, { ignoreVary: true });
    return Response.error();
  }
  return found;
}
