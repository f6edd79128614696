import type { IncomingMessage } from "node:http";
import { type ApiId, type ContractId, controlApiId } from "../api-ids.ts";
import { contracts } from "../apis.ts";
import { explainMissing } from "../control/explain-missing.ts";
import type { Handlers } from "../engine/handler.ts";
import type { Engine } from "../engine/create-engine.ts";
import { RESULTS } from "../engine/dataflowkit/result-file.ts";
import type { Answer } from "../pipeline/answer.ts";
import { createPipeline, type Pipeline } from "../pipeline/create-pipeline.ts";
import type { Problem } from "../pipeline/error-response.ts";
import type { KeyPolicy } from "../pipeline/key-policy.ts";
import type { Response } from "../pipeline/prism.ts";
import { isPreflight } from "./cors.ts";
import type { HostPolicy } from "./host-policy.ts";
import { refuseAsJson } from "./json-response.ts";
import { findMount } from "./mounts.ts";
import { answerOwnPage } from "./own-pages.ts";
import { answerResultFile } from "./result-page.ts";
import { toMockRequest } from "./to-mock-request.ts";

/** Finds the answer to a request. */
export type Dispatch = (request: IncomingMessage, path: string, search: string) => Promise<Answer>;

/** What requests are led to. */
export interface DispatchOptions {
  readonly defaultApi: ApiId;
  /** That of the server itself, for clients that do not say which host they called. */
  readonly origin: string;
  readonly engine: Engine;
  readonly control: Handlers;
  /** Who may use the mocked APIs, and who the control API. */
  readonly apiKeys: KeyPolicy;
  readonly token: KeyPolicy;
  /** The names under which the control API may be called. */
  readonly hosts: HostPolicy;
}

/** Leads each request to the API that it is for, through a pipeline that is built when it is first needed. */
export const createDispatch = (options: DispatchOptions): Dispatch => {
  const { control, defaultApi, engine, hosts } = options;
  const pipelines = new Map<ContractId, Pipeline | Promise<Pipeline>>();
  const pipelineOf = (id: ContractId): Pipeline | Promise<Pipeline> => {
    const known = pipelines.get(id);
    if (known) return known;
    const creating = create(id);
    pipelines.set(id, creating);
    creating.then(
      // From now on nobody has to wait for it.
      (pipeline) => pipelines.set(id, pipeline),
      // What could not be read now may be read for the next request.
      () => pipelines.delete(id),
    );
    return creating;
  };
  const create = (id: ContractId): Promise<Pipeline> =>
    id === controlApiId
      ? createPipeline({
          contract: contracts[id],
          keys: options.token,
          upstream: { handlers: control, takeFault: () => undefined, closing: engine.closing },
          closed: { explainMissing },
        })
      : createPipeline({
          contract: contracts[id],
          keys: options.apiKeys,
          upstream: {
            handlers: engine.handlers[id],
            takeFault: (apiKey, operationId) => engine.faults.takeForRequest(apiKey, operationId),
            closing: engine.closing,
          },
        });

  return async (request, path, search) => {
    const { method = "GET", headers } = request;
    if (headers.host === undefined && request.httpVersion === "1.1") return plain(refuseAsJson(noHost));
    if (isPreflight(method, headers)) return plain({ statusCode: 204 });
    const origin = originOf(headers.host) ?? options.origin;
    const mount = findMount(path, defaultApi);
    if (!mount) {
      if (path.startsWith(RESULTS)) return plain(await answerResultFile(engine.store, method, path));
      return plain(answerOwnPage({ method, path, headers, defaultApi, origin }));
    }
    if (mount.apiId === controlApiId) {
      if (!hosts.allows(headers.host, request.socket.localAddress)) {
        return plain(refuseAsJson({ status: 403, message: hosts.explain(headers.host) }));
      }
      if (!hosts.allowsOrigin(headers.origin)) {
        const message =
          "Pages of other sites may not steer this server. Call it from a program, or from a page on localhost.";
        return plain(refuseAsJson({ status: 403, message }));
      }
    }
    // Before anything else is awaited: if the client went away meanwhile, nothing would tell of it.
    const input = await toMockRequest(request, mount.path, search, origin);
    const found = pipelineOf(mount.apiId);
    const pipeline = found instanceof Promise ? await found : found;
    const answer = await pipeline.answer(input);
    return mount.apiId === controlApiId ? answer : { ...answer, api: mount.apiId };
  };
};

const plain = (response: Response): Answer => ({ response, violations: [], defects: [] });

/** Node would say so without a body. */
const noHost: Problem = {
  status: 400,
  message: "The request has no Host header, which HTTP/1.1 asks for. Send one, such as Host: 127.0.0.1.",
};

/** The header is whatever the client likes, and goes into links and commands. */
const originOf = (host: string | undefined): string | undefined =>
  host !== undefined && /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `http://${host}` : undefined;
