import { EmptyBodyError } from "../errors/empty-body-error.ts";
import { HtmlPageError } from "../errors/html-page-error.ts";
import { MalformedJsonError } from "../errors/malformed-json-error.ts";
import { RedirectError } from "../errors/redirect-error.ts";
import type { ErrorDetails, TaskApiError } from "../errors/task-api-error.ts";
import type { Call } from "./call.ts";
import { redactJson, redactError } from "./redact.ts";

/** A response that has arrived. */
export interface ReceivedResponse {
  /** Status and headers. The body was read. */
  readonly head: Response;

  /**
   * The body as JSON if it is a success, else as it came, without the key. Empty if the contract defines no body.
   * Absent where there cannot be one: after HEAD, with 204, with 304.
   */
  readonly text: string | undefined;

  /** The parsed body: a value if it is JSON, else the text. */
  readonly data: unknown;
}

/**
 * Checks a response against the contract.
 *
 * @throws RedirectError, HtmlPageError, EmptyBodyError, MalformedJsonError
 * @example
 * readResponse(request, head, '{"status":"queued"}', call).data; // { status: "queued" }
 */
export const readResponse = (
  { method, url }: Pick<Request, "method" | "url">,
  head: Response,
  text: string,
  { operationId, operation, redact }: Call,
): ReceivedResponse => {
  const { ok, status, headers, redirected } = head;
  const gives = operation?.gives;
  const fail = (
    FailureClass: typeof TaskApiError,
    what: string,
    isUncertain: boolean,
    more?: object,
  ): TaskApiError =>
    new FailureClass(what, { ...detailsOf(operationId, head, redact(text)), ...more }, isUncertain);
  // Some runtimes hide a redirect behind status 0, and a custom fetch may have followed it.
  if (redirected || /^0|30[12378]/.test(`${status}`)) {
    const to = redirected ? head.url : headers.get("location");
    const location = to ? redact(withoutUser(to, url)) : undefined;
    throw fail(
      RedirectError,
      `was redirected to ${location ?? "a URL that this runtime hides"}. Set baseUrl to the new URL.`,
      // If it was followed, the request may have been carried out.
      redirected,
      { location },
    );
  }
  // None of the APIs sends web pages, so it is not the API that responds, whatever the status.
  if (/html/.test(headers.get("content-type") ?? "")) {
    // A gateway that gave up waiting may have passed the request on.
    throw fail(HtmlPageError, `got a web page, status ${status}. Check baseUrl, and proxies.`, true);
  }
  const isNothing = ok && gives === "nothing";
  if (isNothing || method === "HEAD" || /[23]0[45]/.test(`${status}`)) {
    return { head, text: isNothing ? "" : undefined, data: undefined };
  }
  if (ok && !text) throw emptyBody(operationId, head);
  try {
    const clean = ok ? text : redactJson(text, redact);
    return { head, text: clean, data: JSON.parse(clean) };
  } catch (error) {
    const clean = redact(text);
    if (!ok) return { head, text: clean, data: clean };
    if (gives) return { head, text: JSON.stringify(text), data: text };
    throw fail(MalformedJsonError, `got malformed JSON. See "body" and "cause".`, true, {
      cause: redactError(error, redact),
    });
  }
};

/** Creates the error of a success that lacks the body that the contract requires. */
export const emptyBody = (operationId: string, head: Response): EmptyBodyError =>
  new EmptyBodyError(`got an empty body, status ${head.status}.`, detailsOf(operationId, head, ""), true);

/**
 * Creates a `Response` for callers who want one: complete, and without the key in its URL.
 *
 * @example
 * await toResponse(received).json();
 */
export const toResponse = ({ head, text }: ReceivedResponse): Response => {
  const response = new Response(text || null, head);
  // It is the length of the encoded body. Without a body, it is the length that the body would have.
  if (text !== undefined) response.headers.delete("content-length");
  return response;
};

/** A URL that a server names, as far as it may be shown. */
const withoutUser = (location: string, base: string): string => {
  try {
    return new URL(location, base).href.replace(/\/\/[^/]*@/, "//");
  } catch {
    return location;
  }
};

/** What errors contain of a response. */
export interface ResponseDetails<Body> extends ErrorDetails {
  readonly status: number;
  readonly body: Body;
}

/** @example detailsOf("getTask", response, "…"); // { operationId: "getTask", status: 404, requestId: "req_71", body: "…" } */
export const detailsOf = <Body>(
  operationId: string,
  { status, headers }: Response,
  body: Body,
): ResponseDetails<Body> => ({
  operationId,
  status,
  requestId: headers.get("x-request-id") ?? headers.get("request-id") ?? undefined,
  body,
});
