import type { Contract } from "../contract/contract.ts";
import type { Engine } from "../engine/create-engine.ts";
import type { Handlers } from "../engine/handler.ts";
import { timeOf as timeOfClock } from "../engine/clock.ts";
import { pause } from "../engine/pause.ts";
import { parseQuery } from "../parsing/parse-query.ts";
import type { PipelineResult } from "./pipeline-result.ts";
import type { ClosedApi } from "./closed-api.ts";
import { createPipeline, type Pipeline, type ResponseOptions } from "./create-pipeline.ts";
import { toResponse } from "./forward.ts";
import { refuseAsJson } from "./json-response.ts";
import type { KeyPolicy } from "./key-policy.ts";
import { findMount, type Mount, type Served } from "./mounts.ts";
import { type PlainRequest, toMockRequest } from "./plain-request.ts";
import type { Response } from "./prism.ts";
import type { ShowPath } from "./route.ts";
import { keysInPath, shownPath } from "./shown-path.ts";
import { taskIdOf } from "./task-id-of.ts";

/** Returns the response to a request. */
export type Dispatch = (request: PlainRequest, mount?: Mount) => Promise<PipelineResult>;

/** The mock's own API. */
export interface ControlApi {
  readonly contract: Contract;
  readonly handlers: Handlers;
  /** Which keys it accepts. */
  readonly keys: KeyPolicy;
  readonly closed: ClosedApi;
}

/** The targets of requests. */
export interface DispatchOptions {
  readonly engine: Engine;
  readonly contracts: readonly Contract[];
  readonly served: Served;
  /** Which keys the mocked APIs accept. */
  readonly apiKeys: KeyPolicy;
  readonly control: ControlApi;
  readonly responses?: ResponseOptions | undefined;
  /** Responds to requests that are not for an API. Default: with 404. */
  readonly ownPage?: (request: PlainRequest, shownPath: string) => Response | Promise<Response>;
}

/** Dispatches each request to its API, through a pipeline that is created on first use. */
export const createDispatch = (options: DispatchOptions): Dispatch => {
  const { contracts, control, engine, served, ownPage = nothingThere } = options;
  const isAccount = (key: string): boolean => engine.accounts.find(key) !== undefined;
  const showPath: ShowPath = (path, { headers, query }) =>
    shownPath(path, keysInPath(path, { headers, query, isAccount }));
  const pipelines = new Map<string, Pipeline | Promise<Pipeline>>();
  const pipelineOf = (id: string): Pipeline | Promise<Pipeline> => {
    const known = pipelines.get(id);
    if (known) return known;
    const creating = create(id);
    pipelines.set(id, creating);
    creating.then(
      // From now on no request has to wait for it.
      (pipeline) => pipelines.set(id, pipeline),
      // A load that failed may succeed for the next request.
      () => pipelines.delete(id),
    );
    return creating;
  };
  const timeOf = (key: string | undefined): number => {
    const { accounts, host } = engine;
    const account = key === undefined ? undefined : accounts.find(key);
    return account?.now() ?? timeOfClock(accounts.defaults.clock, host.now());
  };
  const wait = (delay: number): Promise<void> => pause(engine.host, delay, engine.closing);
  const create = async (id: string): Promise<Pipeline> => {
    if (id === served.controlApi) {
      const { closed, contract, handlers, keys } = control;
      const upstream = { handlers, takeFault: () => undefined, wait };
      return createPipeline({ contract, keys, upstream, showPath, closed });
    }
    const contract = contracts.find(({ apiId }) => apiId === id);
    if (!contract) throw new Error(`There is no contract of ${id}.`);
    return createPipeline({
      contract,
      keys: options.apiKeys,
      upstream: {
        handlers: engine.apis.get(id)?.handlers ?? {},
        takeFault: (request) =>
          engine.faults.takeForRequest({ ...request, now: () => timeOf(request.account) }),
        wait,
      },
      showPath,
      ...(options.responses && { responses: options.responses }),
    });
  };

  return async (request, mount = findMount(request.path, served)) => {
    if (!mount) {
      const { headers, method, path } = request;
      const page = engine.pages.find(({ prefix }) => path.startsWith(prefix));
      if (page) return plain(toResponse(await page.respond(method, path)));
      const { query } = parseQuery(request.search);
      return plain(await ownPage(request, showPath(path, { headers, query })));
    }
    // Before anything else is awaited: if the client disconnected meanwhile, nothing would report it.
    const input = await toMockRequest(request, mount.path, engine.limits);
    const found = pipelineOf(mount.apiId);
    const pipeline = found instanceof Promise ? await found : found;
    const answer = await pipeline.answer(input);
    return { ...answer, api: mount.apiId, taskId: taskIdOf(answer, engine.apis.get(mount.apiId)?.behaviors) };
  };
};

const plain = (response: Response): PipelineResult => ({ response, violations: [], defects: [] });

const nothingThere = (_: PlainRequest, path: string): Response =>
  refuseAsJson({ status: 404, message: `There is nothing at ${path}.` });
