import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../log/log-event.ts";
import { type Answer, failedOutcome } from "../pipeline/answer.ts";
import { boundViolations } from "../pipeline/bound-violations.ts";
import { taskIdOf } from "../pipeline/task-id-of.ts";
import { inWords, toHeader } from "../pipeline/violation.ts";
import type { AccessPolicy } from "./access-policy.ts";
import { corsHeaders, isPreflight } from "./cors.ts";
import type { Dispatch } from "./create-dispatch.ts";
import { refuseAsJson } from "./json-response.ts";
import { send, type Sent } from "./send.ts";
import { shownPath } from "./shown-path.ts";

/** What `node:http` calls for each request. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Who may call, and where answered requests are written down. */
interface HandlerOptions {
  readonly access: AccessPolicy;
  readonly log: Log;
  /** Remembers requests to the mocked APIs. */
  readonly remember: (answer: Answer, request: AnsweredRequest) => void;
  /** Whether there is an account with this API key. */
  readonly isAccount: (key: string) => boolean;
}

/** An answered request, as HTTP knows it. */
export interface AnsweredRequest {
  readonly method: string;
  readonly search: string;
  readonly headers: IncomingHttpHeaders;
  /** Absent if the connection was closed without a response. */
  readonly status?: number;
  /** What went out. Absent if nothing did. */
  readonly sent?: Sent | undefined;
  /** The task that it created or names. */
  readonly taskId?: string | undefined;
  /** A path of it, or the part of one, without keys. */
  readonly shownPath: (path: string) => string;
  /** In milliseconds. */
  readonly duration: number;
}

/** Answers requests and logs them. Whatever goes wrong here is logged as a defect, and the client learns no details. */
export const createHandler =
  (dispatch: Dispatch, { access, log, remember, isAccount }: HandlerOptions): Handler =>
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
    answer = bounded(answer);
    const sent = answer.response && send(response, answer.response, ownHeaders(access, request, answer));
    if (!sent) request.socket.destroy();
    if (answer.later)
      answer = bounded({ ...answer, violations: [...answer.violations, ...(await answer.later)] });
    const { api, violations, defects, operationId } = answer;
    const { headers } = request;
    const outcome = answer.response && { status: response.statusCode };
    const time = new Date().toISOString();
    const duration = performance.now() - started;
    const shown = (part: string): string => shownPath(part, { answer, headers, isAccount });
    const named = taskIdOf(answer);
    const taskId = named === undefined || shown(named) !== named ? undefined : named;
    remember(answer, {
      method,
      search,
      headers,
      duration,
      taskId,
      sent,
      shownPath: shown,
      ...outcome,
    });
    const logged = shown(path);
    for (const message of defects) log({ event: "defect", time, method, path: logged, message });
    log({
      event: "request",
      time,
      method,
      path: logged,
      ...outcome,
      duration,
      ...(api !== undefined && { api }),
      ...(operationId !== undefined && { operation: operationId }),
      ...(taskId !== undefined && { task: taskId }),
      ...(violations.length > 0 && { violations: violations.map(inWords) }),
    });
  };

/** Whatever a client sends, what is wrong with it can be logged and kept. */
const bounded = (answer: Answer): Answer =>
  answer.violations.length === 0 ? answer : { ...answer, violations: boundViolations(answer.violations) };

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
