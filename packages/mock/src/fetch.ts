import type { Engine } from "./engine/create-engine.ts";
import { type HandledResponse, respond } from "./handle.ts";
import type { Dispatch } from "./pipeline/create-dispatch.ts";
import { isStream } from "./pipeline/serialize.ts";
import { basesOf, mountOf, type Places, placeOf } from "./served-at.ts";

/**
 * Creates a replacement for the platform's `fetch`, which responds in this process.
 *
 * @example
 * const fetch = createFetch(dispatch, engine, {
 *   servers: [{ apiId: "moderation", servers: ["https://api.moderation.example/v2"] }],
 * });
 * await fetch("https://api.moderation.example/v2/moderations", { headers: { "x-api-key": "test_key" } });
 */
export const createFetch = (
  dispatch: Dispatch,
  engine: Engine,
  { publicUrl, servers }: Places,
): typeof fetch => {
  const bases = basesOf(servers);
  return async (input, init) => {
    const request = new Request(input, init);
    const { method } = request;
    // The caller's signal, if there is one: a request refers to it only weakly.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : request.signal);
    signal.throwIfAborted();
    const url = new URL(request.url);
    const { origin, path } = placeOf(url, publicUrl);
    const plain = {
      method,
      path,
      search: url.search.slice(1),
      headers: Object.fromEntries(request.headers),
      origin,
      readBody: (limit: number) => readBody(request, limit),
    };
    const responding = respond(dispatch, engine, plain, mountOf(bases, engine, origin, path));
    try {
      return toResponse(await untilAborted(signal, responding), signal, request);
    } catch (error) {
      // A late response is read by no one.
      responding.then(giveUp, () => undefined);
      throw error;
    }
  };
};

const giveUp = ({ body }: HandledResponse): void => {
  if (isStream(body)) void body[Symbol.asyncIterator]().return?.();
};

const readBody = async (request: Request, limit: number): Promise<Uint8Array | undefined> => {
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > limit ? undefined : bytes;
};

/** Statuses whose responses have no body, not even an empty one. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

/** @param request Kept while the body is read: its signal, which may be the one to watch, depends on it. */
const toResponse = (
  { body, headers, status }: HandledResponse,
  signal: AbortSignal,
  request: Request,
): Response => {
  if (bodiless.has(status)) return new Response(null, { status, headers });
  if (!isStream(body)) return new Response(body as string | Uint8Array<ArrayBuffer>, { status, headers });
  return new Response(streamOf(body, signal, request), { status, headers });
};

const streamOf = (
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  request: Request,
): ReadableStream<Uint8Array> => {
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
      if (request.signal.aborted || signal.aborted) return;
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
