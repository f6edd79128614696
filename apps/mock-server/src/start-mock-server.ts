import { randomBytes } from "node:crypto";
import { isPrivateAddress } from "./host/address-policy.ts";
import type { SenderOptions } from "./host/send-callback.ts";
import type { Flaw } from "@task-contracts/openapi-model";
import { builtInApis } from "@task-contracts/mock/apis/built-in";
import { checkIds } from "@task-contracts/mock/contract/check-ids";
import type { Api } from "@task-contracts/mock/engine/extension";
import { type ContractOption, loadContract } from "./contracts/load-contract.ts";
import type { ServedContracts } from "./server/overview.ts";
import { createCore } from "@task-contracts/mock/create-core";
import type { Engine } from "@task-contracts/mock/engine/create-engine";
import { createNodeHost } from "./host/node-host.ts";
import { instanceUrl } from "./instances/instance-url.ts";
import type { SharedDatabase } from "./instances/share-database.ts";
import { createRemoteAccount } from "@task-contracts/mock/worker/remote-account";
import { type AccountHandle, accountHandle } from "@task-contracts/mock/control/account-handle";
import { guardTenants } from "@task-contracts/mock/control/tenancy";
import { type Limits, resolveLimits } from "@task-contracts/mock/limits";
import { containLog } from "./log/contain-log.ts";
import { defectOf } from "@task-contracts/mock/pipeline/defect-of";
import { toDeliveryEvent } from "./log/delivery-event.ts";
import type { Log } from "./log/log-event.ts";
import { MockError } from "@task-contracts/mock/mock-error";
import type { ExampleOptions } from "@task-contracts/mock/pipeline/preference";
import { apiKeyPolicy } from "@task-contracts/mock/pipeline/key-policy";
import { rememberRequest } from "@task-contracts/mock/pipeline/remember-request";
import { refuseUnknownOptions } from "@task-contracts/mock/refuse-unknown-options";
import { createHandler } from "./server/create-handler.ts";
import { createAccessPolicy, isLoopbackName } from "./server/access-policy.ts";
import { LiveCore, type ServerCore } from "./server/live-core.ts";
import { LongLivedRequests } from "./server/long-lived-requests.ts";
import { limitConnections } from "./server/limit-connections.ts";
import { createLinkBase } from "./server/link-base.ts";
import { listen, stopListening } from "./server/listen.ts";
import { openServer } from "./server/open-server.ts";
import { answerOwnPage } from "./server/own-pages.ts";
import { overHttp } from "./server/dispatch.ts";
import { type Tenant, tokenPolicy } from "./server/token-policy.ts";
import { createProcessMetrics } from "./server/process-metrics.ts";
import { timeLimits } from "./server/time-limits.ts";
import { openStore, storeKind } from "./store/open-store.ts";
import type { Store } from "@task-contracts/mock/engine/store/store";
import { StoreError } from "@task-contracts/mock/engine/store/store-error";
import { version } from "./version.ts";

/** Options of a mock server. All of them are optional. */
export interface MockServerOptions {
  /** The port to listen on. 0, the default, is any free port. */
  readonly port?: number;
  /** The address to listen on. Default: `127.0.0.1`, for this machine only. */
  readonly host?: string;
  /** Contracts of the user, which replace those that come with the server. A single one is served at the root as well. */
  readonly contracts?: readonly ContractOption[];
  /** The API that is also served at `/v1`. Default: the first. */
  readonly defaultApi?: string;
  /** How examples are generated, for operations that do not concern stored resources. */
  readonly examples?: ExampleOptions;
  /** Whether a response that violates its description is a 500. Default: it is sent, and recorded in the journal. */
  readonly errors?: boolean;
  /**
   * Where tasks are stored: `memory`, the default; `sqlite:FILE`, which survives a restart; or `postgres://…`, which several
   * servers can share.
   */
  readonly store?: string;
  /** With `postgres://…`: the URL of this server for the others on the same database. Default: its address in the network. */
  readonly instanceUrl?: string;
  /** With `postgres://…`: how long a server may be silent before others take over its accounts, in milliseconds. Default: 5000. */
  readonly leaseMs?: number;
  /** A file with accounts, settings and tasks to begin with: JSON, YAML, or a module. Accounts that exist stay as they are. */
  readonly seedFile?: string;
  /** The accepted API keys. Default: all, each with its own account. */
  readonly apiKeys?: readonly string[];
  /** The token of the control API off loopback. Default: generated at each start, or once for each PostgreSQL database. */
  readonly token?: string;
  /** Tokens of the control API that are for some accounts only. With them, the control API requires a token on loopback too. */
  readonly tenants?: readonly Tenant[];
  /** Whether reads through the control API have to name an account, or `*`. Default: without one they are of all accounts. */
  readonly requireAccount?: boolean;
  /** Additional names under which the server may be called. */
  readonly allowHosts?: readonly string[];
  /** Origins of pages that may call the server, besides those on this machine: `https://app.test`. */
  readonly allowOrigins?: readonly string[];
  /** The URL of the server behind a proxy, used in links of responses. Default: the host called. */
  readonly publicUrl?: string;
  /** Whether callbacks may be sent to private addresses. Default: only if the server listens on loopback. */
  readonly allowPrivateCallbacks?: boolean;
  /** The timeout of an attempt to deliver a callback, in milliseconds. Default: 10000. */
  readonly callbackTimeoutMs?: number;
  /** Limits on what the server stores and reads, by name; see the README. Default: those of the README. */
  readonly limits?: Partial<Limits>;
  /** Called with each request, each attempt to deliver a callback, and each defect of the server. Default: no log. */
  readonly log?: Log;
}

/** A mock server that runs in this process. */
export interface MockServer {
  /** The port that it listens on. */
  readonly port: number;
  /** The token of the control API. Absent on loopback, where none is required. */
  readonly token?: string;
  /** The ids of the APIs. */
  readonly apis: readonly string[];
  /** The base URL of an API, or without an argument that of the server. */
  readonly url: (apiId?: string) => string;
  /** Controls and observes the account of an API key. */
  readonly account: (apiKey: string) => AccountHandle;
  /** Stops listening, lets running requests end, and resolves when everything is closed. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a mock server.
 *
 * @throws {MockError} If an option is unknown, if it cannot listen, or if its store cannot be opened.
 * @example
 * const mock = await startMockServer();
 * const response = await fetch(`${mock.url("scale-v1")}/tasks`, { headers: { authorization: `Basic ${btoa("key:")}` } });
 * await mock.close();
 */
export const startMockServer = async (options: MockServerOptions = {}): Promise<MockServer> =>
  (await startWithEngine(options)).mock;

/** A server, and its internals. */
export interface Started {
  readonly mock: MockServer;
  readonly engine: Engine;
  readonly served: ServedContracts;
  /** The flaws of contracts that were worked around, by their ids. */
  readonly flaws: ReadonlyMap<string, readonly Flaw[]>;
  /** The files that contracts and overlays were read from. */
  readonly files: readonly string[];
}

/** A server that can be started anew while it serves. */
export interface Reloadable extends Started {
  /**
   * Reads the contracts again, and goes on with all that the store has: tasks, callbacks, accounts and their clocks. The
   * journal, faults and snapshots begin anew.
   *
   * @throws {MockError} If a contract cannot be read or served. What was served before still is.
   */
  readonly reload: () => Promise<Started>;
}

/** The same, with a view of what is inside. */
export const startWithEngine = async (options: MockServerOptions): Promise<Reloadable> => {
  refuseUnknownOptions("startMockServer", options, optionNames);
  const { port: wanted = 0, host = "127.0.0.1" } = options;
  const log = containLog(options.log ?? (() => undefined));
  const isLocal = isLoopbackName(host);
  const publicUrl = options.publicUrl === undefined ? undefined : parsePublicUrl(options.publicUrl);
  const access = createAccessPolicy({ ...options, host, publicUrl });
  const report = (error: unknown): void =>
    log({ event: "defect", time: new Date().toISOString(), message: defectOf(error) });
  const shared = await openShared(options, report);
  const store = shared?.store ?? (await openStore(options.store ?? "memory"));
  const made = shared?.token ?? randomBytes(16).toString("hex");
  // With tokens for some accounts, those of the others have to be kept from everyone on this machine, too.
  const isOpen = isLocal && (options.tenants ?? []).length === 0;
  const token = isOpen ? undefined : (options.token ?? made);
  const planting = { isOver: options.seedFile === undefined };
  const facts = { isLocal, token, log, shared, planting };
  const read = await readApis(options).catch(closing(store));
  const first = await startCore(options, { ...facts, apis: read.apis, store }).catch(closing(store));
  const live = new LiveCore(first);
  const server = openServer(timeLimits);
  const { port, origin } = await listen(server, wanted, host).catch(async (error: unknown) => {
    await live.core.engine.close();
    throw error;
  });
  const linkBase = createLinkBase({ origin, access, publicUrl });
  const core = (): ServerCore => live.core;
  const dispatch = shared?.wrapDispatch(core, live.dispatch) ?? live.dispatch;
  const handle = createHandler(overHttp(dispatch, linkBase), {
    access,
    ...(shared && { isFromPeer: ({ headers }) => shared.isFromPeer(headers) }),
    log,
    remember: (answer, request) => rememberRequest(live.core.engine, answer, request),
    isAccount: (key) => live.core.engine.accounts.find(key) !== undefined,
    limits: first.engine.limits,
  });
  limitConnections(server, (message) => log({ event: "defect", time: new Date().toISOString(), message }));
  const longLived = new LongLivedRequests();
  server.on("request", (request, response) => {
    shared?.receive(request.headers);
    longLived.watch(request, response);
    void handle(request, response);
  });
  if (options.log) logDeliveries(first.engine, log);
  await shared?.join(core, options.instanceUrl ?? instanceUrl(host, port)).catch(async (error: unknown) => {
    await stopListening(server);
    await live.core.engine.release();
    return closing(store)(error);
  });
  const mock: MockServer = {
    port,
    get apis() {
      return [...live.core.served.apis];
    },
    ...(token !== undefined && { token }),
    url: (apiId) => (apiId === undefined ? origin : `${origin}/${apiId}`),
    account: (apiKey) =>
      // The account may be that of another instance.
      shared
        ? createRemoteAccount(withToken(token), origin, apiKey)
        : accountHandle(live.core.engine, live.core.controls, apiKey),
    close: async () => {
      if (shared) longLived.end();
      try {
        await shared?.handOver();
        live.core.engine.stop();
        longLived.end();
        await stopListening(server);
        await live.core.engine.release();
        await shared?.leave();
      } finally {
        await store.close();
      }
    },
  };
  const { seedFile } = options;
  if (seedFile !== undefined) {
    const plant = async (): Promise<void> =>
      plantFile(seedFile, { mock, contracts: live.core.served.contracts, store });
    await (shared ? shared.alone(plant) : plant()).catch(async (error: unknown) => {
      await mock.close();
      throw error;
    });
    planting.isOver = true;
  }
  const startedWith = ({ files, flaws }: ReadApis): Started => ({
    mock,
    engine: live.core.engine,
    served: live.core.served,
    flaws,
    files,
  });
  let apis = read.apis;
  return {
    ...startedWith(read),
    reload: async () => {
      const again = await readApis(options);
      const replace = (): Promise<void> =>
        live.replace([again.apis, apis], async (next) => {
          const started = await startCore(options, { ...facts, apis: next, store });
          if (options.log) logDeliveries(started.engine, log);
          return started;
        });
      // An account that came in between would be the old core's.
      await (shared ? shared.whileUnchanged(replace) : replace());
      apis = again.apis;
      return startedWith(again);
    },
  };
};

/** Opens a database that other instances may use at the same time, if the option names one. Its driver is loaded only then. */
const openShared = async (
  { leaseMs, limits, store = "memory" }: MockServerOptions,
  report: (error: unknown) => void,
): Promise<SharedDatabase | undefined> => {
  if (storeKind(store) !== "postgres") return undefined;
  const { shareDatabase, usualLease } = await import("./instances/share-database.ts");
  const lease = leaseMs ?? usualLease;
  if (!(lease >= 100)) throw new MockError(`leaseMs is ${lease}, but must be 100 or more, in milliseconds.`);
  return shareDatabase(store, { leaseMs: lease, limits: resolveLimits("serve", limits), report });
};

/** Creates what a seed has, if it is not there from an earlier start. */
const plantFile = async (
  file: string,
  {
    contracts,
    mock,
    store,
  }: Pick<ServedContracts, "contracts"> & { readonly mock: MockServer; readonly store: Store },
): Promise<void> => {
  const [{ readDataFile }, { readSeed }, { plantSeed }] = await Promise.all([
    import("./seed/read-data-file.ts"),
    import("./seed/seed-file.ts"),
    import("./seed/plant-seed.ts"),
  ]);
  const seed = readSeed(await readDataFile(file), file);
  const existing = new Set((await store.listAccounts()).map(({ key }) => key));
  await plantSeed(seed, { contracts, existing, url: mock.url, account: mock.account });
};

/** `fetch`, with the token of the control API. */
const withToken =
  (token: string | undefined): typeof fetch =>
  (input, init) =>
    fetch(input, {
      ...init,
      headers: {
        ...(init?.headers as object),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
    });

/** Closes the store of a server that could not start. */
const closing =
  (store: Store) =>
  async (error: unknown): Promise<never> => {
    await store.close();
    throw error instanceof StoreError ? new MockError(error.message, { cause: error }) : error;
  };

/** By name, so that the compiler notices one that is missing. */
const optionNames = Object.keys({
  port: true,
  host: true,
  contracts: true,
  examples: true,
  errors: true,
  defaultApi: true,
  store: true,
  instanceUrl: true,
  leaseMs: true,
  seedFile: true,
  apiKeys: true,
  token: true,
  tenants: true,
  requireAccount: true,
  allowHosts: true,
  allowOrigins: true,
  publicUrl: true,
  allowPrivateCallbacks: true,
  callbackTimeoutMs: true,
  limits: true,
  log: true,
} satisfies Record<keyof MockServerOptions, true>);

/** The options of a core that come from those of its server. */
interface ServerFacts {
  readonly apis: readonly Api[];
  readonly store: Store;
  readonly isLocal: boolean;
  readonly token: string | undefined;
  readonly log: Log;
  readonly shared: SharedDatabase | undefined;
  /** Whether all that the server begins with is there. */
  readonly planting: { readonly isOver: boolean };
}

/** The APIs to serve, and how their contracts were read. */
interface ReadApis extends Pick<Started, "files" | "flaws"> {
  readonly apis: readonly Api[];
}

/** Loads contracts, and refuses ids that cannot be served, or are not there. */
const readApis = async ({ contracts }: MockServerOptions): Promise<ReadApis> => {
  if (!contracts) return { apis: builtInApis, files: [], flaws: new Map() };
  if (contracts.length === 0) throw new MockError("contracts is empty. Name one, or leave the option out.");
  const read = await Promise.all(contracts.map(loadContract));
  checkIds(read.map(({ contract }) => contract.apiId));
  return {
    apis: read.map(({ contract }) => ({ contract })),
    files: [...new Set(read.flatMap(({ files }) => files))],
    flaws: new Map(read.map(({ contract, flaws }) => [contract.apiId, flaws])),
  };
};

const checkDefaultApi = (defaultApi: string, apis: readonly Api[]): void => {
  const ids = apis.map(({ contract }) => contract.apiId);
  if (ids.includes(defaultApi)) return;
  throw new MockError(
    `The default API is ${JSON.stringify(defaultApi)}, but must be one of ${ids.join(", ")}.`,
  );
};

const startCore = async (
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

const logDeliveries = ({ events }: Engine, log: Log): void => {
  events.listen((event) => {
    const told = event.type === "delivery" ? toDeliveryEvent(event.delivery) : undefined;
    if (told) log(told);
  });
};

const parsePublicUrl = (value: string): URL => {
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password)
    return url;
  throw new MockError(
    `"${value}" cannot be the public URL. Give a base URL such as https://mocks.example/base, without a query.`,
  );
};
