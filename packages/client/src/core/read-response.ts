import { EmptyBodyError } from "../errors/empty-body-error.ts";
import { HtmlPageError } from "../errors/html-page-error.ts";
import { MalformedJsonError } from "../errors/malformed-json-error.ts";
import type { ErrorDetails } from "../errors/task-api-error.ts";
import type { Call } from "./call.ts";
import { redactError } from "./redact.ts";

/**
 * Makes a response of an answer that has arrived: complete, without the key in its URL or in what it says about a
 * failure, and with a body that is what the contract promises, as JSON. Anything else is an error.
 *
 * @example
 * readResponse(head, '{"status":"queued"}', call).json(); // { status: "queued" }
 */
export const readResponse = (head: Response, text: string, call: Call): Response => {
  const details = (): AnswerDetails<string> => detailsOf(call.operationId, head, call.redact(text));
  // None of the APIs sends web pages, so it is not the API that answers, whatever the status.
  if (/html/.test(head.headers.get("content-type") ?? "")) throw new HtmlPageError(details());
  const body = head.ok ? readSuccess(text, call, details) : call.redact(text);
  const response = new Response(body || null, head);
  response.headers.delete("content-length");
  return response;
};

/** What errors say about an answer. */
export interface AnswerDetails<Body> extends ErrorDetails {
  readonly status: number;
  readonly body: Body;
}

/** @example detailsOf("getTask", response, "…"); // { operationId: "getTask", status: 404, requestId: "req_71", body: "…" } */
export const detailsOf = <Body>(
  operationId: string,
  { status, headers }: Response,
  body: Body,
): AnswerDetails<Body> => ({
  operationId,
  status,
  requestId: headers.get("x-request-id") ?? headers.get("request-id") ?? undefined,
  body,
});

const readSuccess = (
  text: string,
  { operation, redact }: Call,
  details: () => AnswerDetails<string>,
): string => {
  const gives = operation?.gives;
  if (gives === "nothing") return "";
  if (!text) throw new EmptyBodyError(details());
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    if (gives) return JSON.stringify(text);
    throw new MalformedJsonError({ ...details(), cause: redactError(error, redact) });
  }
};
