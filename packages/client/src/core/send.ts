import { AbortError } from "../errors/abort-error.ts";
import { attemptOnce } from "./attempt.ts";
import type { Call } from "./call.ts";
import { isSafe, retryDelay } from "./retry-delay.ts";

/**
 * Sends a request, and once more after each failure that may pass, if the operation changes nothing.
 *
 * @example
 * const response = await send(new Request("https://api.scaleapi.com/v1/tasks"), call);
 */
export const send = async (request: Request, call: Call): Promise<Response> => {
  const { operationId, retries, clock } = call;
  const { signal } = request;
  for (let attempt = 1; !signal.aborted; attempt++) {
    const outcome = await attemptOnce(request, attempt, call).catch((error: unknown) => error);
    const delay = attempt <= retries && isSafe(operationId) && retryDelay(outcome, attempt, clock.now());
    if (typeof delay === "number") await clock.sleep(delay, signal);
    else if (outcome instanceof Response) return outcome;
    else throw outcome;
  }
  throw new AbortError(operationId, signal.reason);
};
