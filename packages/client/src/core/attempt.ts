import { ConnectionError } from "../errors/connection-error.ts";
import { type Answer, readAnswer, toResponse } from "./answer.ts";
import type { Call, MakeRequest } from "./call.ts";
import { withDeadline } from "./deadline.ts";
import { redactError } from "./redact.ts";

/**
 * Sends a request once and reads the whole answer, hooks included, within the time of the call.
 *
 * @example
 * const { head, data } = await attemptOnce(() => new Request(url), 1, call);
 */
export const attemptOnce = (make: MakeRequest, attempt: number, call: Call): Promise<Answer> =>
  withDeadline(call, call.signal, async (signal) => {
    const { operationId, onRequest, onResponse } = call;
    if (!onRequest && !onResponse) return exchange(make({ signal }), call);
    // Not the one that is sent, since hooks may change it, and may keep it, while the other gets the credentials.
    const shown = make();
    const request = (await onRequest?.({ operationId, attempt, request: shown })) ?? shown;
    const answer = await exchange(new Request(request, { signal }), call);
    await onResponse?.({ operationId, attempt, request, response: toResponse(answer) });
    return answer;
  });

const exchange = async (request: Request, call: Call): Promise<Answer> => {
  const { fetch } = call;
  const sent = call.authorize(request);
  let head, text;
  try {
    head = await fetch(sent);
    text = await head.text();
  } catch (error) {
    throw new ConnectionError(call.operationId, redactError(error, call.redact));
  }
  return readAnswer(head, text, call);
};
