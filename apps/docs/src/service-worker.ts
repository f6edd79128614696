import { createHash } from "node:crypto";
import type { Page } from "./pages/page.ts";

/**
 * The script of the service worker that keeps the site readable offline: pages come from the network while there is one,
 * and otherwise as they were last seen. The start page, the guides and the search are there from the first visit on.
 */
export function serviceWorker(pages: readonly Page[], scripts: Readonly<Record<string, string>>): string {
  const always = [
    ...pages.map(({ path }) => path).filter((path) => path === "" || path.startsWith("guides/")),
    ...Object.keys(scripts).filter((name) => !name.includes("try-it")),
    "assets/site.css",
    "assets/icon.svg",
    "search-index.json",
  ];
  const version = createHash("sha256")
    .update(JSON.stringify([pages.map(({ body }) => body.text), scripts]))
    .digest("hex")
    .slice(0, 12);
  return `${[`const CACHE = "task-contracts-${version}";`, `const ALWAYS = ${JSON.stringify(always.map((path) => path || "./"))};`].join("\n")}
${worker}`;
}

/** How long the network may take before a page that is kept is shown instead, in milliseconds. */
const PATIENCE = 3000;

const worker = `
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(ALWAYS)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith("task-contracts-") && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(fromNetwork(request).catch(async (error) => (await caches.match(request, { ignoreSearch: true })) ?? Promise.reject(error)));
});

async function fromNetwork(request) {
  const kept = await caches.match(request, { ignoreSearch: true });
  const response = await fetch(request, kept === undefined ? {} : { signal: AbortSignal.timeout(${PATIENCE}) });
  if (response.ok && response.type === "basic") {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone());
  }
  return response;
}
`;
