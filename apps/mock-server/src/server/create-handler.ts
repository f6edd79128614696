import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../log/log-event.ts";
import { type Answer, failedOutcome } from "../pipeline/answer.ts";
import { inWords, toHeader } from "../pipeline/violation.ts";
import type { AccessPolicy } from "./access-policy.ts";
import { corsHeaders, isPreflight } from "./cors.ts";
import type { Dispatch } from "./create-dispatch.ts";
import { refuseAsJson } from "./json-response.ts";
import { send } from "./send.ts";

/** What `node:http` calls for each request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Who may call, and where answered requests are written down. */
interface HandlerOptions {
  readonly access: AccessPolicy;
  readonly log: Log;
  /** Remembers requests to the mocked APIs. */
  readonly remember: (answer: Answer, request: AnsweredRequest) => void;
}

/** An answered request, as HTTP knows it. */
export interface AnsweredRequest {
  readonly method: string;
  readonly search: string;
  /** Absent if the connection was closed without an answer. */
  readonly status?: number;
  /** In milliseconds. */
  readonly duration: number;
}

/** Answers requests and logs them. Whatever goes wrong here is logged as a defect, and the client learns no details. */
export const createHandler =
  (dispatch: Dispatch, { access, log, remember }: HandlerOptions): Handler =>
  async (request, response) => {
    const started = performance.now();
    const { method = "GET" } = request;
    const url = originForm(request.url);
    const end = url.indexOf("?");
    const path = end === -1 ? url : url.slice(0, end);
    const search = end === -1 ? "" : url.slice(end + 1);

    let answer: Answer;
    try {
      answer = withoutDispatch(access, request, path) ?? (await dispatch(request, path, search));
    } catch (error) {
      answer = failedOutcome(refuseAsJson, error);
    }
    // The client went away while it sent its body: nobody is left to be answered.
    if (request.errored) return;
    if (answer.response) send(response, answer.response, ownHeaders(access, request, answer));
    else request.socket.destroy();
    if (answer.later) answer = { ...answer, violations: [...answer.violations, ...(await answer.later)] };
    const { violations, defects, operationId } = answer;
    const outcome = answer.response && { status: response.statusCode };
    const time = new Date().toISOString();
    const duration = performance.now() - started;
    remember(answer, { method, search, duration, ...outcome });
    for (const message of defects) log({ event: "defect", time, method, path, message });
    log({
      event: "request",
      time,
      method,
      path,
      ...outcome,
      duration,
      ...(operationId !== undefined && { operation: operationId }),
      ...(violations.length > 0 && { violations: violations.map(inWords) }),
    });
  };

const ownHeaders = (
  access: AccessPolicy,
  request: IncomingMessage,
  { response, violations }: Answer,
): Record<string, string> => {
  const own = violations.length > 0 ? { "sl-violations": toHeader(violations) } : {};
  return { ...corsHeaders(request.headers, access, Object.keys({ ...response?.headers, ...own })), ...own };
};

/** What is answered without a look at what is served: requests that may not pass, and what browsers ask beforehand. */
const withoutDispatch = (
  access: AccessPolicy,
  request: IncomingMessage,
  path: string,
): Answer | undefined => {
  const problem = access.check(request, path);
  if (problem) return { response: refuseAsJson(problem), violations: [], defects: [] };
  return isPreflight(request.method ?? "GET", request.headers)
    ? { response: { statusCode: 204 }, violations: [], defects: [] }
    : undefined;
};

/** What a client writes that takes this server for a proxy, `http://host/path`, means `/path` (RFC 9112, 3.2.2). */
const originForm = (url = "/"): string =>
  url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?#]+/i, "").replace(/^(?=\?|$)/, "/");
