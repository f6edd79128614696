// A service worker that is a mock: it responds to requests below its scope. The query of its URL selects the APIs.
import { type ApiId, apiIds } from "./apis/api-ids.ts";
import { createMock } from "./create-mock.ts";
import { isConnect } from "./worker/messages.ts";
import type { Port, PortEvent } from "./worker/port.ts";
import { createRemoteFetch } from "./worker/remote-fetch.ts";
import { serveMock } from "./worker/serve-mock.ts";

interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}

interface FetchEvent extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

interface MessageEvent extends Extendable, PortEvent {
  readonly source: { readonly id: string } | null;
}

declare const self: {
  readonly location: { readonly href: string };
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void>; get(id: string): Promise<unknown> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listen: (event: Extendable) => void): void;
  addEventListener(type: "fetch", listen: (event: FetchEvent) => void): void;
  addEventListener(type: "message", listen: (event: MessageEvent) => void): void;
};

const { scope } = self.registration;
const asked = new URL(self.location.href).searchParams.get("apis");
const apis = asked === null ? apiIds : (asked.split(",") as ApiId[]);

/** The first segments of the paths that are the mock's. */
const own: ReadonlySet<string> = new Set([...apis, "_mock", "results"]);

/** The connections of the pages that receive callbacks, by their ids, the latest last. */
const receivers = new Map<string, Port>();

const newestReceiver = async (): Promise<Port> => {
  for (const [id, port] of [...receivers].toReversed()) {
    if (await self.clients.get(id)) return port;
    receivers.delete(id);
  }
  throw new TypeError("no page receives callbacks");
};

const mock = createMock({
  apis,
  publicUrl: scope,
  callbacks: async (request) => {
    const port = await newestReceiver();
    return createRemoteFetch(() => port)(request);
  },
});

const respond = async (request: Request): Promise<Response> => {
  try {
    return await (await mock).fetch(request);
  } catch {
    return Response.error();
  }
};

// The first page is served at once, and not only after it was loaded again.
self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { url } = event.request;
  if (!url.startsWith(scope)) return;
  const [first = ""] = url.slice(scope.length).split(/[/?#]/, 1);
  if (own.has(first)) event.respondWith(respond(event.request));
});

self.addEventListener("message", (event) => {
  const {
    data,
    ports: [port],
    source,
  } = event;
  if (!isConnect(data) || !port || !source) return;
  if (data.receivesCallbacks) {
    // Again, since it is the latest now.
    receivers.delete(source.id);
    receivers.set(source.id, port);
  }
  // A page that was loaded past the service worker is claimed as well.
  event.waitUntil(self.clients.claim());
  serveMock(mock, port, () => {
    if (receivers.get(source.id) === port) receivers.delete(source.id);
  });
});
