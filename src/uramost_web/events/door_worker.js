// Gives the page at the door when there is no connection. With one, everything comes from the server.
"use strict";
const CACHE = "door", PARTS = ["style", "script", "image", "font"];
const LONGEST = 3 * 24 * 3600 * 1000; // a list of names does not stay on a device for longer
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
  }
  return answer;
}
async function kept(request) {
  const cache = await caches.open(CACHE), found = await cache.match(request, { ignoreVary: true });
  if (!found) return Response.error();
  const made = Date.parse(found.headers.get("date") || "");
  if (request.mode === "navigate" && Date.now() - made > LONGEST) {
    await cache.delete(request);
    return Response.error();
  }
  return found;
}
