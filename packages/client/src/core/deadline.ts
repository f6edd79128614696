import { AbortError } from "../errors/abort-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { setAlarm } from "./alarm.ts";
import type { Call } from "./call.ts";

/**
 * Does something that may take too long. When the time is up or the caller's signal is aborted, this rejects even if the
 * work does not heed the signal that it is given, as a custom `fetch` might not.
 *
 * @example
 * await withDeadline({ operationId: "getTask", timeoutMs: 1000 }, signal, (signal) => fetch(url, { signal }));
 */
export const withDeadline = <T>(
  { operationId, timeoutMs }: Pick<Call, "operationId" | "timeoutMs">,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const controller = new AbortController();
    const stop = setAlarm(timeoutMs, signal, () => {
      const { aborted, reason } = signal;
      reject(aborted ? new AbortError(operationId, reason, true) : new TimeoutError(operationId, timeoutMs));
      // Ends what would go on, such as a body that never ends.
      controller.abort();
    });
    void work(controller.signal).then(resolve, reject).finally(stop);
  });
