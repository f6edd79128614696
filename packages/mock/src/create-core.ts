import { AccountControls } from "./control/account-controls.ts";
import { controlContract } from "./control/contract.ts";
import { createExplainMissing } from "./control/explain-missing.ts";
import { controlOperations, type HostFacts, type MockFacts } from "./control/operations.ts";
import { createEngine, type Engine } from "./engine/create-engine.ts";
import type { Contract } from "./contract/contract.ts";
import type { Api } from "./engine/extension.ts";
import type { Host } from "./engine/host.ts";
import type { Sharing } from "./engine/sharing.ts";
import type { Store } from "./engine/store/store.ts";
import type { Limits } from "./limits.ts";
import {
  createDispatch,
  type Dispatch,
  type DispatchOptions,
  type Identify,
} from "./pipeline/create-dispatch.ts";
import type { KeyPolicy } from "./pipeline/key-policy.ts";
import type { PathShape, Served } from "./pipeline/mounts.ts";
import { PathTree } from "./pipeline/path-tree.ts";

/** The parts of a mock, independent of how requests arrive. */
export interface CoreOptions {
  readonly apis: readonly Api[];
  /** Closed with the engine. */
  readonly store: Store;
  readonly host: Host;
  readonly limits: Limits;
  /** Which keys the mocked APIs accept. */
  readonly apiKeys: KeyPolicy;
  /** Which keys the control API accepts. */
  readonly controlKeys: KeyPolicy;
  /** The API that is also served at `/v1`. Default: the first. */
  readonly defaultApi?: string;
  /** Present if other mocks share the store. */
  readonly sharing?: Sharing | undefined;
  /** What the control API reports about the mock. */
  readonly facts: HostFacts & Omit<MockFacts, "apis">;
  readonly ownPage?: DispatchOptions["ownPage"];
  readonly responses?: DispatchOptions["responses"];
}

/** A mock without a transport. */
export interface MockCore {
  readonly engine: Engine;
  readonly controls: AccountControls;
  readonly dispatch: Dispatch;
  readonly identify: Identify;
  readonly served: Served;
}

/** Assembles the engine, the pipelines and the control API. If the engine cannot start, the store is left open. */
export const createCore = async ({
  apis,
  apiKeys,
  controlKeys,
  facts,
  host,
  limits,
  ownPage,
  responses,
  sharing,
  store,
  ...options
}: CoreOptions): Promise<MockCore> => {
  const ids = apis.map(({ contract }) => contract.apiId);
  const { defaultApi = ids[0] ?? "" } = options;
  const foreign = apis.map(({ contract }) => contract).filter(({ isInferred }) => isInferred === true);
  const shapes = new Map(
    await Promise.all(foreign.map(async (it) => [it.apiId, await shapeOf(it)] as const)),
  );
  // A single contract of the user is also served at the root, where another mock may have been.
  const [root] = apis.length === 1 ? shapes.keys() : [];
  const served: Served = {
    apis: new Set(ids),
    defaultApi,
    controlApi: controlContract.apiId,
    ...(root !== undefined && { root }),
    shapes,
  };
  const engine = await createEngine({ store, apis, limits, host, sharing });
  const controls = new AccountControls(engine);
  const contracts = apis.map(({ contract }) => contract);
  const dispatching = createDispatch({
    engine,
    contracts,
    served,
    apiKeys,
    control: {
      contract: controlContract,
      handlers: controlOperations({ engine, controls, contracts, facts: { ...facts, apis: ids } }),
      keys: controlKeys,
      closed: { explainMissing: createExplainMissing(Object.keys(engine.controls)) },
    },
    ...(ownPage && { ownPage }),
    responses,
  });
  return { engine, controls, ...dispatching, served };
};

const shapeOf = async ({ loadDocument, operations }: Contract): Promise<PathShape> => {
  const { servers = [] } = await loadDocument();
  const paths = servers.map(({ url }) =>
    (URL.parse(url, "http://mock.invalid")?.pathname ?? "/").replace(/\/$/, ""),
  );
  const prefixes = [...new Set(paths)].filter((path) => path !== "");
  const tree = new PathTree<string>();
  for (const { method, path } of Object.values(operations)) tree.add(method, path, path);
  return {
    prefixes: prefixes.toSorted((left, right) => right.length - left.length),
    hasPath: (path) => tree.methods(path).length > 0,
  };
};
