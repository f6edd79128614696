import { AbortError } from "../errors/abort-error.ts";
import type { ReceivedResponse } from "./received-response.ts";
import { attemptOnce } from "./attempt.ts";
import type { Call, MakeRequest } from "./call.ts";
import { isSafe } from "./is-safe.ts";
import { retryDelay } from "./retry-delay.ts";

/**
 * Sends a request, and once more after each failure that may pass, if the operation changes nothing.
 *
 * @example
 * const { head, data } = await send(() => new Request("https://api.scaleapi.com/v1/tasks"), call);
 */
export const send = async (make: MakeRequest, call: Call): Promise<ReceivedResponse> => {
  const { operationId, signal, retries, clock } = call;
  for (let attempt = 1; !signal.aborted; attempt++) {
    let answer, failure;
    try {
      answer = await attemptOnce(make, attempt, call);
    } catch (error) {
      failure = error;
    }
    const delay =
      attempt <= retries && isSafe(operationId) && retryDelay(answer?.head ?? failure, attempt, clock.now());
    if (typeof delay === "number") await clock.sleep(delay, signal);
    else if (answer) return answer;
    else throw failure;
  }
  throw new AbortError(operationId, signal.reason);
};
