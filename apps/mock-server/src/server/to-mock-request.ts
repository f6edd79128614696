import type { IncomingMessage } from "node:http";
import { howToRaise, type Limits } from "@task-contracts/mock/limits";
import type { BodyProblem, MockRequest } from "@task-contracts/mock/pipeline/mock-request";
import { parseBody } from "@task-contracts/mock/parsing/parse-body";
import { parseQuery } from "@task-contracts/mock/parsing/parse-query";
import { readBody } from "./read-body.ts";

/** What is known of the server that a request is for. */
interface Known {
  readonly origin: string;
  readonly limits: Limits;
}

/**
 * Reads a request for an API and makes the input of the pipeline of it. A body that cannot be read is no reason to stop:
 * whether it matters depends on the operation.
 */
export const toMockRequest = async (
  request: IncomingMessage,
  path: string,
  search: string,
  { origin, limits }: Known,
): Promise<MockRequest> => {
  const { method = "GET", headers } = request;
  const body = readBody(request, limits.bodyBytes);
  const bytes = body instanceof Promise ? await body : body;
  return {
    method: method.toLowerCase() as MockRequest["method"],
    path,
    origin,
    ...parseQuery(search),
    // Only `set-cookie` is ever an array, and only in answers.
    headers: headers as MockRequest["headers"],
    ...(bytes ? parseBody(bytes, headers) : { bodyProblem: tooLarge(limits) }),
  };
};

const tooLarge = (limits: Limits): BodyProblem => ({
  status: 413,
  message: `The body is larger than ${limits.bodyBytes} bytes. Send a smaller one. Or ${howToRaise("bodyBytes", limits)}`,
});
