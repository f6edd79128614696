import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Limits } from "@task-contracts/mock/limits";
import type { MockRequest } from "@task-contracts/mock/pipeline/mock-request";
import { parseBody } from "@task-contracts/mock/parsing/parse-body";
import { parseQuery } from "@task-contracts/mock/parsing/parse-query";
import { readBody } from "../server/read-body.ts";
import { decodeContent, type NotDecoded } from "./decode-content.ts";

/** The service gets the raw bytes, and may support larger numbers. */
const asSent = { mayRound: true };

/** A request to the proxy, and its target. */
interface Arrived {
  readonly request: IncomingMessage;
  /** Below the API's mount point. */
  readonly path: string;
  readonly search: string;
  /** Aborted when the client disconnects. */
  readonly clientLeft: AbortSignal;
}

/** Reads a request, to be checked and then passed on as it is. If the body is too large, the result is undefined. */
export const toProxyRequest = async (
  { request, path, search, clientLeft }: Arrived,
  { proxyBodyBytes, proxyCheckedBytes }: Limits,
): Promise<MockRequest | undefined> => {
  const { method = "GET", headers, rawHeaders } = request;
  const body = await readBody(request, proxyBodyBytes);
  if (!body) return undefined;
  const { query, queryProblem } = parseQuery(search, asSent);
  const decoded = decodeContent(body, headers["content-encoding"], proxyCheckedBytes);
  return {
    method: method.toLowerCase() as MockRequest["method"],
    path,
    origin: "",
    base: "",
    query,
    queryProblem,
    // A copy, since the checks fill in defaults.
    headers: { ...(headers as MockRequest["headers"]) },
    ...(await parsedBody(body, decoded, headers)),
    raw: {
      method,
      target: path + (search === "" ? "" : `?${search}`),
      headers: rawHeaders,
      body,
      isUnchecked: decoded === "too long",
      clientLeft,
    },
  };
};

const parsedBody = (
  body: Buffer,
  decoded: Buffer | NotDecoded,
  headers: IncomingHttpHeaders,
): ReturnType<typeof parseBody> => {
  if (decoded === "too long") return {};
  return decoded === "unreadable"
    ? parseBody(body, headers, asSent)
    : parseBody(decoded, { ...headers, "content-encoding": "identity" }, asSent);
};
