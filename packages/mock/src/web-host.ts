import type { Host, OutgoingCallback, SendOutcome } from "./engine/host.ts";

/** Receives a callback as `fetch` would send it, and returns the response of its receiver. */
export type ReceiveCallback = (request: Request) => Response | Promise<Response>;

/** How the web host sends requests. */
export interface WebHostOptions {
  /** Where callbacks are sent. Default: to their URLs, by `fetch`. */
  readonly callbacks?: ReceiveCallback | undefined;
  /** For an attempt to deliver a callback, in milliseconds. */
  readonly timeoutMs?: number;
}

/** The maximum delay of timers, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Enough to recognize an error page, in characters. */
const KEPT = 1024;

/**
 * A host on top of the web platform, which is the same in browsers, Node, Deno and Bun.
 *
 * @example
 * createWebHost({ callbacks: (request) => receiver.fetch(request) });
 */
export const createWebHost = ({ callbacks, timeoutMs = 10_000 }: WebHostOptions = {}): Host => {
  const closing = new AbortController();
  const receive = callbacks ?? ((request: Request) => fetch(request, { redirect: "manual" }));
  return {
    now: Date.now,
    uptime: () => performance.now(),
    later,
    nextTurn: () => new Promise((resolve) => setTimeout(resolve)),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    send: (callback) =>
      send(callback, receive, AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)])),
    findUnavailable: async (urls, signal) => {
      const statuses = await Promise.all(urls.map((url) => statusOf(url, signal)));
      return urls.flatMap((url, index) => {
        const statusCode = statuses[index] ?? 502;
        return statusCode === 200 ? [] : [{ statusCode, url }];
      });
    },
    // oxlint-disable-next-line no-console -- there is no other place to report it
    report: (error) => console.error(error),
    close: () => closing.abort(),
  };
};

/** A delay that exceeds the maximum of timers is split among several. */
const later: Host["later"] = (callback, delay, { keepsProcess = false } = {}) => {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (rest: number): void => {
    const run = rest > LONGEST_TIMER ? () => wait(rest - LONGEST_TIMER) : callback;
    timer = setTimeout(run, Math.min(rest, LONGEST_TIMER));
    // In browsers the timer is a number, and there is no process to keep alive.
    if (!keepsProcess) (Object(timer) as { unref?: () => void }).unref?.();
  };
  wait(delay);
  return () => clearTimeout(timer);
};

const send = async (
  { method, url, mediaType, body, headers, signal }: OutgoingCallback,
  receive: ReceiveCallback,
  ending: AbortSignal,
): Promise<SendOutcome> => {
  const start = performance.now();
  const latencyMs = (): number => Math.round((performance.now() - start) * 10) / 10;
  const signals = signal ? AbortSignal.any([ending, signal]) : ending;
  try {
    const request = new Request(url, {
      method,
      headers: { ...headers, "content-type": mediaType },
      ...(method !== "GET" && method !== "HEAD" && { body: body as Uint8Array<ArrayBuffer> }),
      signal: signals,
    });
    const response = await untilAborted(signals, Promise.resolve(receive(request)));
    const text = await untilAborted(signals, response.text());
    return { status: response.status, responseBody: text.slice(0, KEPT), latencyMs: latencyMs() };
  } catch (error) {
    return { error: nameOf(error, signals), latencyMs: latencyMs() };
  }
};

/** A receiver that is a function may never settle. */
const untilAborted = <T>(signal: AbortSignal, promise: Promise<T>): Promise<T> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort);
  if (signal.aborted) abort();
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
};

/** Why there was no response, as a word for the log of deliveries. */
const nameOf = (error: unknown, { aborted, reason }: AbortSignal): string => {
  if (aborted) return (Object(reason) as Error).name === "TimeoutError" ? "timeout" : "aborted";
  const { cause, message } = Object(error) as { cause?: { code?: string }; message?: string };
  return cause?.code ?? (message ?? "unknown error").slice(0, 200);
};

/** A service that downloads for others is a gateway: 504 after a timeout, else 502 (RFC 9110, section 15.6). */
const statusOf = async (url: string, signal: AbortSignal): Promise<number> => {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
  try {
    const response = await fetch(url, { signal: limit });
    await response.body?.cancel();
    return response.status;
  } catch {
    return limit.aborted ? 504 : 502;
  }
};
