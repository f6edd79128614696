import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { serviceWorker } from "./service-worker.ts";

/** What a test gives the worker: the network, and the cache. */
interface World {
  readonly fetch: (request: Request, init?: { signal?: AbortSignal }) => Promise<Response>;
  readonly kept?: Response;
  readonly put?: () => Promise<void>;
  /** Timers that are due at once, so that no test waits. */
  readonly setTimeout?: (act: () => void) => void;
}

/** Sends a request through the worker of a site. */
async function send({ fetch, kept, put, setTimeout = () => undefined }: World): Promise<Response> {
  const listeners = new Map<string, (event: object) => void>();
  runInNewContext(serviceWorker([], {}), {
    self: {
      addEventListener: (type: string, listen: (event: object) => void) => listeners.set(type, listen),
    },
    caches: { match: async () => kept, open: async () => ({ put: put ?? (async () => undefined) }) },
    location: { origin: "https://docs.example" },
    clearTimeout: () => undefined,
    AbortController,
    URL,
    fetch,
    setTimeout,
  });
  const { promise, resolve } = Promise.withResolvers<Response>();
  listeners.get("fetch")?.({
    request: new Request("https://docs.example/guides/retries/"),
    respondWith: resolve,
    waitUntil: () => undefined,
  });
  return promise;
}

/** A response of the site itself. */
function page(body: BodyInit): Response {
  const response = new Response(body);
  const copy = response.clone.bind(response);
  return Object.defineProperties(response, { type: { value: "basic" }, clone: { value: copy } });
}

const noRoom = (): Promise<void> => Promise.reject(new Error("QuotaExceededError"));
const never = (): Promise<void> => new Promise(() => undefined);
const absent = (): Promise<Response> => Promise.reject(new TypeError("Failed to fetch"));
const slow: World["fetch"] = (_, { signal } = {}) =>
  new Promise((_resolve, reject) => {
    if (signal?.aborted === true) reject(new Error("aborted"));
    else signal?.addEventListener("abort", () => reject(new Error("aborted")));
  });

test("a page arrives although there is no room to keep it", async () => {
  const response = await send({ fetch: async () => page("new"), put: noRoom });
  expect(await response.text()).toBe("new");
});

test("a page is shown while it is still being kept", async () => {
  const response = await send({ fetch: async () => page("new"), put: never });
  expect(await response.text()).toBe("new");
});

test("a kept page is shown if the network is too slow to respond, or absent", async () => {
  const late = await send({ fetch: slow, kept: page("old"), setTimeout: (act) => act() });
  expect(await late.text()).toBe("old");
  expect(await (await send({ fetch: absent, kept: page("old") })).text()).toBe("old");
  await expect(send({ fetch: absent })).rejects.toThrow("Failed to fetch");
});
