import type { ClientRequest, IncomingHttpHeaders } from "node:http";
import { failure } from "./failure-name.ts";
import { readBeginning, type ReadingLimits } from "./read-beginning.ts";

export interface AwaitOptions {
  /** The maximum number of bytes to read of the body. */
  readonly limits: ReadingLimits;
  /** The timeout for everything from now to the end of the response. */
  readonly timeoutMs: number;
  /** Ends the request early, with the error "aborted". */
  readonly signal?: AbortSignal | undefined;
}

export interface ResponseSummary {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The beginning of the body. */
  readonly body: string;
}

/** The maximum number of 1xx responses, which may precede the response. A flood of them would keep the process busy. */
const maxNotes = 100;

/**
 * Waits for the response to a request. Only its head is required: a body that is endless, slow or broken is cut off, and
 * makes no difference. Without a head in time the request is destroyed and the promise rejected.
 *
 * @example
 * await awaitResponse(request(url).end(), { limits: { keep: 1024, discard: 65_536 }, timeoutMs: 10_000 });
 */
export const awaitResponse = (
  request: ClientRequest,
  { limits, timeoutMs, signal }: AwaitOptions,
): Promise<ResponseSummary> =>
  new Promise((resolve, reject) => {
    const fail = (name: string): void => {
      reject(failure(name));
      request.destroy();
    };
    let notes = 0;
    request.on("error", reject);
    request.on("information", () => {
      notes += 1;
      if (notes === maxNotes) fail("invalid response");
    });
    // 101 Switching Protocols, without a request for it.
    request.on("upgrade", () => fail("invalid response"));
    request.on("response", (response) => {
      const { statusCode: status = 0, headers } = response;
      if (status < 100) fail("invalid response");
      // From here on the promise depends on the reading, and `reject` has no effect.
      else resolve(readBeginning(response, limits).then((body) => ({ status, headers, body })));
    });
    request.on("close", failInTime(fail, timeoutMs, signal));
  });

/** Returns a function that cancels it. */
const failInTime = (fail: (name: string) => void, timeoutMs: number, signal?: AbortSignal): (() => void) => {
  const timer = setTimeout(fail, timeoutMs, "timeout");
  const abort = (): void => fail("aborted");
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  };
};
