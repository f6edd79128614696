import type { IncomingMessage, ServerResponse } from "node:http";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { Dispatch } from "@task-contracts/mock/pipeline/create-dispatch";
import type { PlainRequest } from "@task-contracts/mock/pipeline/plain-request";
import { readBody } from "./read-body.ts";

/** Returns the response to an HTTP request. */
export type HttpDispatch = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  search: string,
) => Promise<PipelineResult>;

/**
 * Dispatches HTTP requests to a mock.
 *
 * @param linkBase The base of links in the response to a request.
 */
export const overHttp =
  (dispatch: Dispatch, linkBase: (request: IncomingMessage) => string): HttpDispatch =>
  (request, _response, path, search) =>
    dispatch({
      method: request.method ?? "GET",
      path,
      search,
      // Only `set-cookie` is ever an array, and only in responses.
      headers: request.headers as PlainRequest["headers"],
      origin: linkBase(request),
      readBody: (limit) => readBody(request, limit),
    });
