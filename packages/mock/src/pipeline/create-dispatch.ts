import type { Contract } from "../contract/contract.ts";
import type { Engine } from "../engine/create-engine.ts";
import type { Handlers } from "../engine/handler.ts";
import { timeOf as timeOfClock } from "../engine/clock.ts";
import { pause } from "../engine/pause.ts";
import { parseQuery } from "../parsing/parse-query.ts";
import type { PipelineResult } from "./pipeline-result.ts";
import type { ClosedApi } from "./closed-api.ts";
import { createPipeline, type Identity, type Pipeline, type ResponseOptions } from "./create-pipeline.ts";
import { toResponse } from "./forward.ts";
import { jsonResponse, refuseAsJson } from "./json-response.ts";
import type { KeyPolicy } from "./key-policy.ts";
import type { MockRequest } from "./mock-request.ts";
import { findMount, type Mount, type Served } from "./mounts.ts";
import { type BodyLimit, type PlainRequest, toMockRequest } from "./plain-request.ts";
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

/** Finds out what a request is for, and who sends it. Undefined if it is for no operation, or not allowed. */
export type Identify = (
  request: Pick<PlainRequest, "headers" | "method" | "path" | "search">,
) => Promise<(Identity & { readonly api: string }) | undefined>;

/**
 * Dispatches each request to its API, through a pipeline that is created on first use. `identify` is for servers that have
 * to know the account of a request before they dispatch it.
 */
export const createDispatch = (
  options: DispatchOptions,
): { readonly dispatch: Dispatch; readonly identify: Identify } => {
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

  /** The description of an API, where tools look for it, unless the API itself has something there. */
  const describe = (request: PlainRequest, { apiId, path }: Mount): Promise<PipelineResult> | undefined => {
    if (path !== "/openapi.json" || (request.method !== "GET" && request.method !== "HEAD")) return undefined;
    const contract =
      apiId === served.controlApi ? control.contract : contracts.find((it) => it.apiId === apiId);
    const isOwn = Object.values(contract?.operations ?? {}).some((operation) => operation.path === path);
    if (!contract || isOwn) return undefined;
    return contract.loadDocument().then((document) => plain(jsonResponse(200, document)));
  };

  const identify: Identify = async ({ headers, method, path, search }) => {
    const mount = findMount(path, served);
    if (!mount) return undefined;
    const { query } = parseQuery(search);
    const found = (await pipelineOf(mount.apiId)).identify({
      method: method.toLowerCase() as MockRequest["method"],
      headers: headers as MockRequest["headers"],
      path: mount.path,
      query,
    });
    return found && { ...found, api: mount.apiId };
  };

  /** A snapshot may be imported that is as large as all together. Not from those who may not, so that they send no more than usual. */
  const bodyLimit = async (request: PlainRequest): Promise<BodyLimit> =>
    (await identify(request))?.operationId === "importSnapshot" ? "snapshotBytes" : "bodyBytes";

  const dispatch: Dispatch = async (request, mount = findMount(request.path, served)) => {
    if (!mount) {
      const { headers, method, path } = request;
      const page = engine.pages.find(({ prefix }) => path.startsWith(prefix));
      if (page) return plain(toResponse(await page.respond(method, path)));
      const { query } = parseQuery(request.search);
      return plain(await ownPage(request, showPath(path, { headers, query })));
    }
    const description = describe(request, mount);
    if (description) return description;
    // Before anything else is awaited: if the client disconnected meanwhile, nothing would report it.
    const isImport = mount.apiId === served.controlApi && mount.path === "/snapshot-imports";
    const bound = isImport ? await bodyLimit(request) : undefined;
    const input = await toMockRequest(request, mount.path, engine.limits, bound);
    const found = pipelineOf(mount.apiId);
    const pipeline = found instanceof Promise ? await found : found;
    const answer = await pipeline.answer(input);
    return { ...answer, api: mount.apiId, taskId: taskIdOf(answer, engine.apis.get(mount.apiId)?.behaviors) };
  };

  return { dispatch, identify };
};

const plain = (response: Response): PipelineResult => ({ response, violations: [], defects: [] });

const nothingThere = (_: PlainRequest, path: string): Response =>
  refuseAsJson({ status: 404, message: `There is nothing at ${path}.` });
