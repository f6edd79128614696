import { createCore } from "@task-contracts/mock/create-core";
import { guardTenants } from "@task-contracts/mock/control/tenancy";
import type { Api } from "@task-contracts/mock/engine/extension";
import type { Store } from "@task-contracts/mock/engine/store/store";
import { resolveLimits } from "@task-contracts/mock/limits";
import { MockError } from "@task-contracts/mock/mock-error";
import { defectOf } from "@task-contracts/mock/pipeline/defect-of";
import { apiKeyPolicy } from "@task-contracts/mock/pipeline/key-policy";
import { isPrivateAddress } from "../host/address-policy.ts";
import { createNodeHost } from "../host/node-host.ts";
import type { SenderOptions } from "../host/send-callback.ts";
import type { SharedDatabase } from "../instances/share-database.ts";
import type { Log } from "../log/log-event.ts";
import type { MockServerOptions } from "../mock-server-options.ts";
import { storeKind } from "../store/open-store.ts";
import { version } from "../version.ts";
import type { ServerCore } from "./live-core.ts";
import type { ServedContracts } from "./overview.ts";
import { answerOwnPage } from "./own-pages.ts";
import { createProcessMetrics } from "./process-metrics.ts";
import { tokenPolicy } from "./token-policy.ts";

/** The options of a core that come from those of its server. */
export interface ServerFacts {
  readonly apis: readonly Api[];
  readonly store: Store;
  readonly isLocal: boolean;
  readonly token: string | undefined;
  readonly log: Log;
  readonly shared: SharedDatabase | undefined;
  /** Whether all that the server begins with is there. */
  readonly planting: { readonly isOver: boolean };
}

/** Starts the engine of a server, with its pipelines. If it cannot start, the store is left open. */
export const startCore = async (
  {
    apiKeys,
    store: spec,
    allowPrivateCallbacks,
    callbackTimeoutMs,
    limits: given,
    errors,
    examples,
    ...options
  }: MockServerOptions,
  { apis, isLocal, log, planting, shared, store, token }: ServerFacts,
): Promise<ServerCore> => {
  const contracts = apis.map(({ contract }) => contract);
  const { defaultApi = contracts[0]?.apiId ?? "" } = options;
  checkDefaultApi(defaultApi, apis);
  const limits = resolveLimits("serve", given);
  const outgoing: SenderOptions = {
    ...(callbackTimeoutMs !== undefined && { timeoutMs: callbackTimeoutMs }),
    ...(!(allowPrivateCallbacks ?? isLocal) && { allowAddress: (ip) => !isPrivateAddress(ip) }),
  };
  const host = createNodeHost(outgoing, (error) =>
    log({ event: "defect", time: new Date().toISOString(), message: defectOf(error) }),
  );
  const policy = tokenPolicy({ ...options, token });
  let served: ServedContracts | undefined;
  const core = await createCore({
    apis,
    store,
    host: shared?.wrapHost(host) ?? host,
    sharing: shared?.sharing,
    limits,
    apiKeys: apiKeyPolicy(apiKeys),
    controlKeys: policy.keys,
    defaultApi,
    responses: { ...(errors !== undefined && { errors }), ...(examples && { examples }) },
    facts: {
      version,
      store: storeKind(spec ?? "memory"),
      metrics: createProcessMetrics(),
      unready: () =>
        planting.isOver ? shared?.unready() : "The server still creates the accounts of its seed.",
      guard: (handlers, kit) => guardTenants(handlers, policy.tenancy, kit),
    },
    ownPage: (request, shownPath) => {
      if (!served) throw new Error("A request came before the server was there.");
      return answerOwnPage({ ...request, shownPath, served });
    },
  });
  served = { ...core.served, contracts };
  return { ...core, served };
};

const checkDefaultApi = (defaultApi: string, apis: readonly Api[]): void => {
  const ids = apis.map(({ contract }) => contract.apiId);
  if (ids.includes(defaultApi)) return;
  throw new MockError(
    `The default API is ${JSON.stringify(defaultApi)}, but must be one of ${ids.join(", ")}.`,
  );
};
