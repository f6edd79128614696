import type { IncomingMessage } from "node:http";
import type { ApiId } from "../api-ids.ts";
import { contracts } from "../apis.ts";
import type { Answer } from "../pipeline/answer.ts";
import { createPipeline, type Pipeline } from "../pipeline/create-pipeline.ts";
import type { Response } from "../pipeline/prism.ts";
import { isPreflight } from "./cors.ts";
import { findMount } from "./mounts.ts";
import { answerOwnPage } from "./own-pages.ts";
import { toMockRequest } from "./to-mock-request.ts";

/** Finds the answer to a request. */
export type Dispatch = (request: IncomingMessage, path: string, search: string) => Promise<Answer>;

/**
 * Leads each request to the API that it is for, through a pipeline that is built when it is first needed.
 *
 * The origin is that of the server itself, for clients that do not say which host they called.
 */
export const createDispatch = (defaultApi: ApiId, origin: string): Dispatch => {
  const pipelines = new Map<ApiId, Promise<Pipeline>>();
  const pipelineOf = (apiId: ApiId): Promise<Pipeline> => {
    const pipeline = pipelines.get(apiId) ?? createPipeline(contracts[apiId]);
    pipelines.set(apiId, pipeline);
    return pipeline;
  };

  return async (request, path, search) => {
    const { method = "GET", headers } = request;
    if (isPreflight(method, headers)) return plain({ statusCode: 204 });
    const mount = findMount(path, defaultApi);
    if (!mount) {
      return plain(
        answerOwnPage({ method, path, headers, defaultApi, origin: originOf(headers.host) ?? origin }),
      );
    }
    const [pipeline, input] = await Promise.all([
      pipelineOf(mount.apiId),
      toMockRequest(request, mount.path, search),
    ]);
    return pipeline.answer(input);
  };
};

const plain = (response: Response): Answer => ({ response, violations: [], defects: [] });

/** The header is whatever the client likes, and goes into links and commands. */
const originOf = (host: string | undefined): string | undefined =>
  host !== undefined && /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `http://${host}` : undefined;
