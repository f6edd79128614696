import { EmptyBodyError } from "../errors/empty-body-error.ts";
import { HtmlPageError } from "../errors/html-page-error.ts";
import { MalformedJsonError } from "../errors/malformed-json-error.ts";
import type { ErrorDetails } from "../errors/task-api-error.ts";
import type { Call } from "./call.ts";
import { redactError } from "./redact.ts";

/** An answer that has arrived. */
export interface Answer {
  /** Status and headers. The body was read. */
  readonly head: Response;

  /** The body as JSON if it is a success, else as it came, without the key. Empty where the contract promises nothing. */
  readonly text: string;

  /** What the text says: parsed if it is JSON. */
  readonly data: unknown;
}

/**
 * Checks that an answer is what the contract promises.
 *
 * @throws HtmlPageError, EmptyBodyError, MalformedJsonError
 * @example
 * readAnswer(head, '{"status":"queued"}', call).data; // { status: "queued" }
 */
export const readAnswer = (head: Response, text: string, call: Call): Answer => {
  const { ok, headers } = head;
  const details = (): AnswerDetails<string> => detailsOf(call.operationId, head, call.redact(text));
  // None of the APIs sends web pages, so it is not the API that answers, whatever the status.
  if (/html/.test(headers.get("content-type") ?? "")) throw new HtmlPageError(details());
  const gives = call.operation?.gives;
  if (ok && gives === "nothing") return { head, text: "", data: undefined };
  if (ok && !text) throw new EmptyBodyError(details());
  const clean = ok ? text : call.redact(text);
  try {
    return { head, text: clean, data: JSON.parse(clean) };
  } catch (error) {
    if (!ok) return { head, text: clean, data: clean };
    if (gives) return { head, text: JSON.stringify(text), data: text };
    throw new MalformedJsonError({ ...details(), cause: redactError(error, call.redact) });
  }
};

/**
 * Makes a response of an answer, for those who want one: complete, and without the key in its URL.
 *
 * @example
 * await toResponse(answer).json();
 */
export const toResponse = ({ head, text }: Answer): Response => {
  const response = new Response(text || null, head);
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
