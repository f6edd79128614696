import type { IncomingMessage, ServerResponse } from "node:http";
import type { Answer } from "@task-contracts/mock/pipeline/answer";
import type { Dispatch } from "@task-contracts/mock/pipeline/create-dispatch";
import type { PlainRequest } from "@task-contracts/mock/pipeline/plain-request";
import { readBody } from "./read-body.ts";

/** Finds the answer to a request that came over HTTP. */
export type HttpDispatch = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  search: string,
) => Promise<Answer>;

/**
 * Leads requests that came over HTTP to a mock.
 *
 * @param linkBase What the links in the response to a request begin with.
 */
export const overHttp =
  (dispatch: Dispatch, linkBase: (request: IncomingMessage) => string): HttpDispatch =>
  (request, _response, path, search) =>
    dispatch({
      method: request.method ?? "GET",
      path,
      search,
      // Only `set-cookie` is ever an array, and only in answers.
      headers: request.headers as PlainRequest["headers"],
      origin: linkBase(request),
      readBody: (limit) => readBody(request, limit),
    });
