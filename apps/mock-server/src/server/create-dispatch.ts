import type { IncomingMessage, ServerResponse } from "node:http";
import { type ApiId, type ContractId, controlApiId } from "@task-contracts/mock/apis/api-ids";
import { contracts } from "@task-contracts/mock/apis/contracts";
import { explainMissing } from "@task-contracts/mock/control/explain-missing";
import type { Handlers } from "@task-contracts/mock/engine/handler";
import type { Engine } from "@task-contracts/mock/engine/create-engine";
import { RESULTS } from "@task-contracts/mock/apis/dataflowkit/result-file";
import type { Answer } from "@task-contracts/mock/pipeline/answer";
import { createPipeline, type Pipeline } from "@task-contracts/mock/pipeline/create-pipeline";
import type { KeyPolicy } from "@task-contracts/mock/pipeline/key-policy";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import type { ShowPath } from "@task-contracts/mock/pipeline/route";
import { findMount } from "@task-contracts/mock/pipeline/mounts";
import { answerOwnPage } from "./own-pages.ts";
import { parseQuery } from "@task-contracts/mock/parsing/parse-query";
import { answerResultFile } from "./result-page.ts";
import { keysInPath, shownPath } from "@task-contracts/mock/pipeline/shown-path";
import { toMockRequest } from "./to-mock-request.ts";

/** Finds the answer to a request. */
export type Dispatch = (
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  search: string,
) => Promise<Answer>;

/** What requests are led to. */
export interface DispatchOptions {
  readonly defaultApi: ApiId;
  /** What the links in the response to a request begin with. */
  readonly linkBase: (request: IncomingMessage) => string;
  readonly engine: Engine;
  readonly control: Handlers;
  /** Who may use the mocked APIs, and who the control API. */
  readonly apiKeys: KeyPolicy;
  readonly token: KeyPolicy;
}

/** Leads each request to the API that it is for, through a pipeline that is built when it is first needed. */
export const createDispatch = (options: DispatchOptions): Dispatch => {
  const { control, defaultApi, engine, linkBase } = options;
  const isAccount = (key: string): boolean => engine.accounts.find(key) !== undefined;
  const showPath: ShowPath = (path, { headers, query }) =>
    shownPath(path, keysInPath(path, { headers, query, isAccount }));
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
          showPath,
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
          showPath,
        });

  return async (request, _response, path, search) => {
    const { method = "GET", headers } = request;
    const origin = linkBase(request);
    const mount = findMount(path, defaultApi);
    if (!mount) {
      if (path.startsWith(RESULTS)) return plain(await answerResultFile(engine.store, method, path));
      const shown = showPath(path, { headers, query: parseQuery(search).query });
      return plain(answerOwnPage({ method, path, shownPath: shown, headers, defaultApi, origin }));
    }
    // Before anything else is awaited: if the client went away meanwhile, nothing would tell of it.
    const input = await toMockRequest(request, mount.path, search, { origin, limits: engine.limits });
    const found = pipelineOf(mount.apiId);
    const pipeline = found instanceof Promise ? await found : found;
    return { ...(await pipeline.answer(input)), api: mount.apiId };
  };
};

const plain = (response: Response): Answer => ({ response, violations: [], defects: [] });
