import type { IncomingMessage } from "node:http";
import type { MockRequest } from "../pipeline/mock-request.ts";
import { parseBody } from "./parse-body.ts";
import { parseQuery } from "./parse-query.ts";
import { readBody } from "./read-body.ts";

/**
 * Reads a request for an API and makes the input of the pipeline of it. A body that cannot be read is no reason to stop:
 * whether it matters depends on the operation.
 */
export const toMockRequest = async (
  request: IncomingMessage,
  path: string,
  search: string,
  origin: string,
): Promise<MockRequest> => {
  const { method = "GET", headers } = request;
  const body = readBody(request);
  const bytes = body instanceof Promise ? await body : body;
  return {
    method: method.toLowerCase() as MockRequest["method"],
    path,
    origin,
    ...parseQuery(search),
    // Only `set-cookie` is ever an array, and only in answers.
    headers: headers as MockRequest["headers"],
    ...parseBody(bytes, headers),
  };
};
