import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { defectOf } from "@task-contracts/mock/pipeline/defect-of";
import type { Limits } from "@task-contracts/mock/limits";
import { traceOf } from "@task-contracts/mock/engine/trace-context";
import { accountMark } from "../log/account-mark.ts";
import type { Log } from "../log/log-event.ts";
import { failedOutcome, type PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import { presentable } from "@task-contracts/mock/pipeline/presentable";
import type { AnsweredRequest } from "@task-contracts/mock/pipeline/remember-request";
import { isStream } from "@task-contracts/mock/pipeline/serialize";
import { inWords, toHeader } from "@task-contracts/mock/pipeline/violation";
import { OUTCOME_STATUS, outcomeHeaders } from "../instances/peers.ts";
import type { AccessPolicy } from "./access-policy.ts";
import { corsHeaders, isPreflight } from "./cors.ts";
import type { HttpDispatch } from "./dispatch.ts";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";
import { parseQuery } from "@task-contracts/mock/parsing/parse-query";
import { send } from "./send.ts";
import { keysInPath, shownPath } from "@task-contracts/mock/pipeline/shown-path";
import { UnsentResponses } from "./unsent-responses.ts";

/** The request listener of `node:http`. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The access policy, and the log of handled requests. */
interface HandlerOptions {
  readonly access: AccessPolicy;
  readonly log: Log;
  /** Records requests to the mocked APIs. */
  readonly remember: (answer: PipelineResult, request: AnsweredRequest) => void;
  /** Whether there is an account with this API key. */
  readonly isAccount: (key: string) => boolean;
  readonly limits: Limits;
  /** Whether a request is from another instance of this server, which has checked it. */
  readonly isFromPeer?: (request: IncomingMessage) => boolean;
}

/**
 * Responds to requests and logs them. Any failure here is logged as a defect, and the client gets no details. A
 * handler never rejects.
 */
export const createHandler = (dispatch: HttpDispatch, options: HandlerOptions): Handler => {
  const respond = createResponder(dispatch, options, new UnsentResponses(options.limits));
  return (request, response) =>
    respond(request, response).catch((error: unknown) => {
      options.log({ event: "defect", time: new Date().toISOString(), message: defectOf(error) });
      response.destroy();
    });
};

const createResponder =
  (
    dispatch: HttpDispatch,
    { access, log, remember, isAccount, isFromPeer = () => false }: HandlerOptions,
    unsent: UnsentResponses,
  ): Handler =>
  async (request, response) => {
    const started = performance.now();
    const { method = "GET" } = request;
    const url = originForm(request.url);
    const end = url.indexOf("?");
    const path = end === -1 ? url : url.slice(0, end);
    const search = end === -1 ? "" : url.slice(end + 1);

    let answer: PipelineResult;
    try {
      const checked = isFromPeer(request) ? undefined : withoutDispatch(access, request, path);
      answer = checked ?? (await dispatch(request, response, path, search));
    } catch (error) {
      answer = failedOutcome(refuseAsJson, error);
    }
    const hasLeft = response.destroyed;
    // No one will read the body, so its source must not wait for that.
    if (hasLeft) giveUp(answer.response?.body);
    // The client disconnected while it sent its body: the request is not complete.
    if (hasLeft && !request.complete) return;
    const { headers } = request;
    const query = answer.request?.query ?? parseQuery(search).query;
    const keys = keysInPath(path, { headers, query, isAccount }, answer.request);
    const { isForwarded = false, violations: found } = answer;
    answer = presentable(answer, keys);
    const sent =
      hasLeft || !answer.response
        ? undefined
        : send(response, answer.response, { further: ownHeaders(access, request, answer), unsent });
    if (!sent) drop(request, response, isFromPeer(request));
    if (answer.later)
      answer = presentable({ ...answer, violations: [...found, ...(await answer.later)] }, keys);
    const { api, violations, defects, operationId } = answer;
    const trace = traceOf(headers);
    const outcome = sent && { status: response.statusCode };
    const time = new Date().toISOString();
    const duration = performance.now() - started;
    const shown = (part: string): string => shownPath(part, keys);
    const { taskId: named } = answer;
    const taskId = named === undefined || shown(named) !== named ? undefined : named;
    if (!isForwarded)
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
      requestId: requestIdOf(headers),
      ...(isForwarded && { forwarded: true }),
      ...(answer.request?.apiKey !== undefined && { account: accountMark(answer.request.apiKey) }),
      ...(trace !== undefined && { trace }),
      ...(api !== undefined && { api }),
      ...(operationId !== undefined && { operation: operationId }),
      ...(taskId !== undefined && { task: taskId }),
      ...(violations.length > 0 && { violations: violations.map(inWords) }),
    });
  };

/** Made of a random start and a count, as random bytes for each would take time. */
const ownIds = `${randomBytes(4).toString("hex")}-`;
let ownCount = 0;

const requestIdOf = ({ "x-request-id": sent }: IncomingMessage["headers"]): string =>
  typeof sent === "string" && /^[\w.:/+=-]{1,128}$/.test(sent) ? sent : ownIds + (ownCount += 1);

/** Another instance is told, and drops the connection of its client. */
const drop = (request: IncomingMessage, response: ServerResponse, isFromPeer: boolean): void => {
  if (isFromPeer && !response.destroyed) response.writeHead(OUTCOME_STATUS, outcomeHeaders("dropped")).end();
  else request.socket.destroy();
};

/** Ends the source of a streamed response. */
const giveUp = (body: unknown): void => {
  if (body instanceof Readable) body.destroy();
  else if (isStream(body)) void body[Symbol.asyncIterator]().return?.();
};

const ownHeaders = (
  access: AccessPolicy,
  request: IncomingMessage,
  { response, violations }: PipelineResult,
): Record<string, string> => {
  const own = violations.length > 0 ? { "sl-violations": toHeader(violations) } : {};
  return { ...corsHeaders(request.headers, access, Object.keys({ ...response?.headers, ...own })), ...own };
};

/** Responses that do not depend on what is served: rejected requests, and preflight requests of browsers. */
const withoutDispatch = (
  access: AccessPolicy,
  request: IncomingMessage,
  path: string,
): PipelineResult | undefined => {
  const problem = access.check(request, path);
  if (problem) return { response: refuseAsJson(problem), violations: [], defects: [] };
  return isPreflight(request.method ?? "GET", request.headers)
    ? { response: { statusCode: 204 }, violations: [], defects: [] }
    : undefined;
};

/** A client that takes this server for a proxy writes `http://host/path`, which means `/path` (RFC 9112, 3.2.2). */
const originForm = (url = "/"): string =>
  url.startsWith("/") ? url : url.replace(/^https?:\/\/[^/?#]+/i, "").replace(/^(?=\?|$)/, "/");
