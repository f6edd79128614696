import { ConnectionError } from "../errors/connection-error.ts";
import { type ReceivedResponse, readResponse, toResponse } from "./received-response.ts";
import type { Call, MakeRequest } from "./call.ts";
import type { RequestEvent } from "./client-options.ts";
import { withDeadline } from "./deadline.ts";
import { redactError } from "./redact.ts";
import { withSignal } from "./with-signal.ts";

/**
 * Sends a request once and reads the whole response, within the time of the call, which includes `onRequest` and
 * `onResponse`. It does not wait for `onError`.
 *
 * @example
 * const { head, data } = await attemptOnce(() => new Request(url), 1, call);
 */
export const attemptOnce = async (
  make: MakeRequest,
  attempt: number,
  call: Call,
): Promise<ReceivedResponse> => {
  const { operationId, clock, onRequest, onResponse, onError } = call;
  const start = clock.now();
  /** The try that was reported to hooks, and that has not ended yet. */
  let open: RequestEvent | undefined;
  try {
    return await withDeadline(call, call.signal, async (signal) => {
      if (!onRequest && !onResponse && !onError) return exchange(make, signal, call);
      // Not the one that is sent, since hooks may change it, and may keep it, while the other gets the credentials.
      open = { operationId, attempt, request: make() };
      const request = (await onRequest?.(open)) ?? open.request;
      const event = (open = { ...open, request });
      const answer = await exchange((init) => new Request(request, init), signal, call);
      // From now on it ends with `onResponse`.
      open = undefined;
      await onResponse?.({ ...event, response: toResponse(answer), durationMs: clock.now() - start });
      return answer;
    });
  } catch (error) {
    if (open) {
      const event = { ...open, error, durationMs: clock.now() - start };
      // It cannot keep the call from its own error, or from a retry.
      void (async () => onError?.(event))().catch((failure: unknown) => {
        // oxlint-disable-next-line no-console -- there is no other place to report it
        console.error("onError failed:", failure);
      });
    }
    throw error;
  }
};

const exchange = async (make: MakeRequest, signal: AbortSignal, call: Call): Promise<ReceivedResponse> => {
  const { fetch } = call;
  // A hook or a fetch that ignores the signal goes on after the call has ended.
  signal.throwIfAborted();
  const sent = call.authorize(withSignal(make, { redirect: "manual", signal }));
  let head, text;
  try {
    head = await fetch(sent);
    text = await head.text();
  } catch (error) {
    throw new ConnectionError(call.operationId, redactError(error, call.redact));
  }
  signal.throwIfAborted();
  return readResponse(sent, head, text, call);
};
