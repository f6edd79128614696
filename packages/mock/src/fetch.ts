import type { Engine } from "./engine/create-engine.ts";
import { type HandledResponse, respond } from "./handle.ts";
import type { Dispatch } from "./pipeline/create-dispatch.ts";
import type { PlainRequest } from "./pipeline/plain-request.ts";
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
    const { headers, method, readBody, signal, url } = plainSent(input, init) ?? asRequest(input, init);
    signal?.throwIfAborted();
    const { origin, path } = placeOf(url, publicUrl);
    const plain = { method, path, search: url.search.slice(1), headers, origin, readBody };
    const responding = respond(dispatch, engine, plain, mountOf(bases, engine, origin, path));
    if (!signal) return toResponse(await responding);
    try {
      return toResponse(await untilAborted(signal, responding), signal);
    } catch (error) {
      // A late response is read by no one.
      responding.then(giveUp, () => undefined);
      throw error;
    }
  };
};

/** By its function, since not every library of types names it. */
type FetchInput = Parameters<typeof fetch>[0];

/** What was handed to `fetch`. */
interface Sent extends Pick<PlainRequest, "headers" | "method" | "readBody"> {
  readonly url: URL;
  /** Absent if nothing can abort the request. */
  readonly signal?: AbortSignal | undefined;
}

/** Methods that are written the same whatever becomes of them. */
const usualMethods: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * Reads what most requests are: text, or nothing, to a URL. A `Request` of it would take longer than all the rest.
 *
 * @returns Undefined for everything else, and for what a `Request` would refuse.
 */
const plainSent = (input: FetchInput, init: RequestInit | undefined): Sent | undefined => {
  if (typeof input !== "string" && !(input instanceof URL)) return undefined;
  const { body = null, headers, method = "GET", signal, ...rest } = init ?? {};
  if (Object.keys(rest).length > 0 || !usualMethods.has(method)) return undefined;
  if (body !== null && (typeof body !== "string" || method === "GET")) return undefined;
  const url = URL.parse(String(input));
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  const given = plainHeaders(headers) ?? Object.fromEntries(new Headers(headers));
  if (body !== null) given["content-type"] ??= "text/plain;charset=UTF-8";
  return {
    method,
    url,
    headers: given,
    readBody: () => body?.toWellFormed() ?? "",
    ...(signal && { signal }),
  };
};

/** Headers that are written as `Headers` would give them: it would take a fifth of the time of a request. */
const plainHeaders = (headers: RequestInit["headers"] = {}): Record<string, string> | undefined => {
  const isObject = Object(headers) === headers;
  if (!isObject || Object.getPrototypeOf(headers) !== Object.prototype) return undefined;
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers as Readonly<Record<string, unknown>>)) {
    if (typeof value !== "string" || !plainName.test(name) || !plainValue.test(value)) return undefined;
    plain[name] = value;
  }
  return plain;
};

const plainName = /^[a-z\d-]+$/;

/** ASCII, without the blanks at either end that are not a part of the value. */
const plainValue = /^[!-~](?:[ -~]*[!-~])?$/;

const asRequest = (input: FetchInput, init: RequestInit | undefined): Sent => {
  const request = new Request(input, init);
  // The caller's signal, if there is one: a request refers to it only weakly.
  const signal = init?.signal ?? (input instanceof Request ? input.signal : request.signal);
  kept.set(signal, request);
  return {
    method: request.method,
    url: new URL(request.url),
    headers: Object.fromEntries(request.headers),
    readBody: async () => new Uint8Array(await request.arrayBuffer()),
    signal,
  };
};

/** Requests, as long as their signals are: a signal that follows another one may depend on its request. */
const kept = new WeakMap<AbortSignal, Request>();

const giveUp = ({ body }: HandledResponse): void => {
  if (isStream(body)) void body[Symbol.asyncIterator]().return?.();
};

/** Statuses whose responses have no body, not even an empty one. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

const toResponse = ({ body, headers, status }: HandledResponse, signal?: AbortSignal): Response => {
  if (bodiless.has(status)) return new Response(null, { status, headers });
  if (!isStream(body)) return new Response(body as string | Uint8Array<ArrayBuffer>, { status, headers });
  return new Response(streamOf(body, signal), { status, headers });
};

const streamOf = (
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array> => {
  const reader = body[Symbol.asyncIterator]();
  return new ReadableStream({
    start: (controller) => {
      signal?.addEventListener("abort", () => {
        controller.error(signal.reason);
        void reader.return?.();
      });
    },
    pull: async (controller) => {
      const { done, value } = await reader.next();
      if (signal?.aborted) return;
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
