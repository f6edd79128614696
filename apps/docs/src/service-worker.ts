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

/** How long the network may take to begin a response before a page that is kept is shown instead, in milliseconds. */
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
  event.respondWith(respond(event));
});

async function respond(event) {
  const { request } = event;
  const kept = await caches.match(request, { ignoreSearch: true }).catch(() => undefined);
  let response;
  try {
    response = await fetchSoon(request, kept === undefined ? Infinity : ${PATIENCE});
  } catch (error) {
    if (kept === undefined) throw error;
    return kept;
  }
  // The page gets the response as it arrives, whether or not there is room to keep it.
  if (response.ok && response.type === "basic") {
    const copy = response.clone();
    event.waitUntil(caches.open(CACHE).then((cache) => cache.put(request, copy)).catch(() => undefined));
  }
  return response;
}

// The limit is for the headers: a body may take as long as the line needs.
async function fetchSoon(request, patience) {
  if (patience === Infinity) return fetch(request);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    return await fetch(request, { signal: controller.signal });
  } finally {
    clearTimeout(timer);
  }
}
`;
