import type { Engine } from "./engine/create-engine.ts";
import { basesOf, mountOf, type Places, placeOf } from "./served-at.ts";
import { failedOutcome, type PipelineResult } from "./pipeline/pipeline-result.ts";
import type { Dispatch } from "./pipeline/create-dispatch.ts";
import { contentType } from "./pipeline/http-response.ts";
import { refuseAsJson } from "./pipeline/json-response.ts";
import type { Mount } from "./pipeline/mounts.ts";
import type { PlainRequest } from "./pipeline/plain-request.ts";
import { presentable } from "./pipeline/presentable.ts";
import { rememberRequest } from "./pipeline/remember-request.ts";
import { type Head, headOf, isStream, serialize } from "./pipeline/serialize.ts";
import { keysInPath, shownPath } from "./pipeline/shown-path.ts";
import { toHeader } from "./pipeline/violation.ts";
import { utf8Size } from "./text/utf8-size.ts";

/** A request as plain data. */
export interface HandledRequest {
  /** Default: GET. */
  readonly method?: string;
  /** A path such as `/moderation/moderations?limit=2`, or a whole URL. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A response as plain data. */
export interface HandledResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text, raw bytes, or a stream of bytes. An empty text if there is no body. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** The base of links if a request has only a path. */
const NOWHERE = "http://mock.invalid";

/** Creates the handler of requests given as plain data. A dropped connection is an error. */
export const createHandle = (dispatch: Dispatch, engine: Engine, { publicUrl, servers }: Places) => {
  const bases = basesOf(servers);
  return async ({
    method = "GET",
    url,
    headers = {},
    body = "",
  }: HandledRequest): Promise<HandledResponse> => {
    const parsed = new URL(url, NOWHERE);
    const { origin, path } = placeOf(parsed, publicUrl);
    const request: PlainRequest = {
      method: method.toUpperCase(),
      path,
      search: parsed.search.slice(1),
      headers: byLowerCaseName(headers),
      origin,
      readBody: () => (typeof body === "string" ? body.toWellFormed() : body),
    };
    return respond(dispatch, engine, request, mountOf(bases, engine, origin, path));
  };
};

const byLowerCaseName = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  for (const name in headers)
    if (name !== name.toLowerCase())
      return Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
  return headers;
};

/**
 * Responds to a request in this process, and records it in the journal.
 *
 * @throws {TypeError} If the connection is to be dropped.
 */
export const respond = async (
  dispatch: Dispatch,
  engine: Engine,
  request: PlainRequest,
  mount?: Mount,
): Promise<HandledResponse> => {
  const { accounts, closing, host } = engine;
  if (closing.aborted) throw new TypeError("fetch failed", { cause: new Error("The mock is closed.") });
  const started = host.uptime();
  const { headers, method, path, search } = request;
  let found: PipelineResult;
  try {
    found = await dispatch(request, mount);
  } catch (error) {
    found = failedOutcome(refuseAsJson, error);
  }
  const query = found.request?.query ?? {};
  const isAccount = (key: string): boolean => accounts.find(key) !== undefined;
  const keys = keysInPath(path, { headers, query, isAccount }, found.request);
  const answer = presentable(found, keys);
  for (const defect of answer.defects) host.report(new Error(defect));
  const response = answer.response && toHandled(answer, answer.response);
  const { taskId } = answer;
  rememberRequest(engine, answer, {
    method,
    search,
    headers,
    duration: host.uptime() - started,
    taskId: taskId !== undefined && keys.includes(taskId) ? undefined : taskId,
    shownPath: (part) => shownPath(part, keys),
    ...(response && { status: response.status, sent: sentOf(response) }),
  });
  if (response) return method === "HEAD" ? withoutBody(response) : response;
  throw new TypeError("fetch failed", {
    cause: new Error("The mock dropped the connection because of an injected fault."),
  });
};

const toHandled = (
  { violations }: PipelineResult,
  response: NonNullable<PipelineResult["response"]>,
): HandledResponse => {
  const { body, headers = {}, statusCode } = response;
  const head = textHeaders(headOf(headers));
  if (violations.length > 0) head["sl-violations"] = toHeader(violations);
  return {
    status: statusCode,
    headers: head,
    body: isStream(body) ? body : serialize(body, contentType(response)),
  };
};

const textHeaders = (head: Head): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(head))
    headers[name] = Array.isArray(value) ? value.join(", ") : String(value);
  return headers;
};

const withoutBody = (response: HandledResponse): HandledResponse => {
  const { body } = response;
  // No one will read it.
  if (isStream(body)) void body[Symbol.asyncIterator]().return?.();
  return { ...response, body: "" };
};

const sentOf = ({ body, headers }: HandledResponse) => {
  if (typeof body !== "string" || body === "") return { headers };
  const [mediaType = ""] = (headers["content-type"] ?? "").split(";");
  return { headers, body: { mediaType, text: body, size: utf8Size(body) } };
};
