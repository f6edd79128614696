import type { Server } from "@task-contracts/openapi-model";
import type { Engine } from "./engine/create-engine.ts";
import { type HandledResponse, respond } from "./handle.ts";
import type { Dispatch } from "./pipeline/create-dispatch.ts";
import type { Mount } from "./pipeline/mounts.ts";
import { isStream } from "./pipeline/serialize.ts";

/** Where an API is found by its contract. */
export interface ServedAt {
  readonly apiId: string;
  /** The URLs of its servers. */
  readonly servers: readonly string[];
}

/**
 * Makes a stand-in for the platform's `fetch`, which answers in this process.
 *
 * @example
 * const fetch = createFetch(dispatch, engine, [{ apiId: "moderation", servers: ["https://api.moderation.example/v2"] }]);
 * await fetch("https://api.moderation.example/v2/moderations", { headers: { "x-api-key": "test_key" } });
 */
export const createFetch =
  (dispatch: Dispatch, engine: Engine, served: readonly ServedAt[]): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    const { method, signal } = request;
    signal.throwIfAborted();
    const { origin, pathname, search } = new URL(request.url);
    const plain = {
      method,
      path: pathname,
      search: search.slice(1),
      headers: Object.fromEntries(request.headers),
      origin,
      readBody: (limit: number) => readBody(request, limit),
    };
    const responding = respond(dispatch, engine, plain, mountOf(served, origin, pathname));
    return toResponse(await untilAborted(signal, responding), signal);
  };

/** The longest path wins, as one server may lie below another. */
const mountOf = (served: readonly ServedAt[], origin: string, pathname: string): Mount | undefined => {
  let found: (Mount & { readonly length: number }) | undefined;
  for (const { apiId, servers } of served) {
    for (const server of servers) {
      const base = URL.parse(server);
      if (base?.origin !== origin) continue;
      const prefix = base.pathname.replace(/\/$/, "");
      if (pathname !== prefix && !pathname.startsWith(`${prefix}/`)) continue;
      if (found && found.length >= prefix.length) continue;
      found = { apiId, path: pathname.slice(prefix.length) || "/", length: prefix.length };
    }
  }
  return found;
};

/**
 * The URLs of servers that say where they are: a relative one is where the document is, which a mock cannot know.
 *
 * @example
 * urlsOf([{ url: "https://api.moderation.example/v2" }, { url: "/v1" }]); // ["https://api.moderation.example/v2"]
 */
export const urlsOf = (servers: readonly Server[] = []): string[] =>
  servers.map(({ url }) => url).filter((url) => URL.canParse(url));

const readBody = async (request: Request, limit: number): Promise<Uint8Array | undefined> => {
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > limit ? undefined : bytes;
};

/** Statuses whose responses have no body, not even an empty one. */
const bodiless: ReadonlySet<number> = new Set([101, 204, 205, 304]);

const toResponse = ({ body, headers, status }: HandledResponse, signal: AbortSignal): Response => {
  if (bodiless.has(status)) return new Response(null, { status, headers });
  if (!isStream(body)) return new Response(body as string | Uint8Array<ArrayBuffer>, { status, headers });
  return new Response(streamOf(body, signal), { status, headers });
};

const streamOf = (body: AsyncIterable<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> => {
  const reader = body[Symbol.asyncIterator]();
  return new ReadableStream({
    start: (controller) => {
      signal.addEventListener("abort", () => {
        controller.error(signal.reason);
        void reader.return?.();
      });
    },
    pull: async (controller) => {
      const { done, value } = await reader.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await reader.return?.();
    },
  });
};

const untilAborted = <T>(signal: AbortSignal, promise: Promise<T>): Promise<T> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort);
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
};
