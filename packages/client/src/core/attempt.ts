import { ConnectionError } from "../errors/connection-error.ts";
import type { Call } from "./call.ts";
import { withDeadline } from "./deadline.ts";
import { readResponse } from "./read-response.ts";
import { redactError } from "./redact.ts";

/**
 * Sends a request once and reads the whole answer, hooks included, within the time of the call.
 *
 * @example
 * const response = await attemptOnce(request, 1, call);
 */
export const attemptOnce = (original: Request, attempt: number, call: Call): Promise<Response> => {
  const { operationId, fetch } = call;
  return withDeadline(call, original.signal, async (signal) => {
    // Copies, since hooks may change the one, and may keep it, while the other gets the credentials.
    const copy = new Request(original);
    const request = (await call.onRequest?.({ operationId, attempt, request: copy })) ?? copy;
    const sent = call.authorize(new Request(request, { signal }));
    let head, text;
    try {
      head = await fetch(sent);
      text = await head.text();
    } catch (error) {
      throw new ConnectionError(operationId, redactError(error, call.redact));
    }
    const response = readResponse(head, text, call);
    await call.onResponse?.({ operationId, attempt, request, response: response.clone() });
    return response;
  });
};
