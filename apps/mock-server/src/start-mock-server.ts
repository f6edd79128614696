import { randomBytes } from "node:crypto";
import type { AccountHandle } from "@task-contracts/mock/control/account-handle";
import { createAccountHandle } from "@task-contracts/mock/control/create-account-handle";
import type { Engine } from "@task-contracts/mock/engine/create-engine";
import type { Store } from "@task-contracts/mock/engine/store/store";
import { StoreError } from "@task-contracts/mock/engine/store/store-error";
import { resolveLimits } from "@task-contracts/mock/limits";
import { MockError } from "@task-contracts/mock/mock-error";
import { defectOf } from "@task-contracts/mock/pipeline/defect-of";
import { rememberRequest } from "@task-contracts/mock/pipeline/remember-request";
import { refuseUnknownOptions } from "@task-contracts/mock/refuse-unknown-options";
import { createRemoteAccount } from "@task-contracts/mock/worker/remote-account";
import { type ReadApis, readApis } from "./contracts/read-apis.ts";
import { instanceUrl } from "./instances/instance-url.ts";
import type { SharedDatabase } from "./instances/share-database.ts";
import { containLog } from "./log/contain-log.ts";
import { logDeliveries } from "./log/log-deliveries.ts";
import { type MockServerOptions, optionNames } from "./mock-server-options.ts";
import { createAccessPolicy, isLoopbackName } from "./server/access-policy.ts";
import { createHandler } from "./server/create-handler.ts";
import { overHttp } from "./server/dispatch.ts";
import { limitConnections } from "./server/limit-connections.ts";
import { createLinkBase } from "./server/link-base.ts";
import { listen, stopListening } from "./server/listen.ts";
import { LiveCore, type ServerCore } from "./server/live-core.ts";
import { LongLivedRequests } from "./server/long-lived-requests.ts";
import { openServer } from "./server/open-server.ts";
import type { ServedContracts } from "./server/overview.ts";
import { startCore } from "./server/start-core.ts";
import { timeLimits } from "./server/time-limits.ts";
import { openStore, storeKind } from "./store/open-store.ts";

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
export interface Started extends Pick<ReadApis, "files" | "flaws"> {
  readonly mock: MockServer;
  readonly engine: Engine;
  readonly served: ServedContracts;
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
  const read = await readApis(options.contracts).catch(closing(store));
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
        : createAccountHandle(live.core.engine, live.core.controls, apiKey),
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
    const { plantFile } = await import("./seed/plant-file.ts");
    const { account, url } = mock;
    const plant = (): Promise<void> =>
      plantFile(seedFile, { account, contracts: live.core.served.contracts, store, url });
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
      const again = await readApis(options.contracts);
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

const parsePublicUrl = (value: string): URL => {
  const url = URL.parse(value);
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password)
    return url;
  throw new MockError(
    `"${value}" cannot be the public URL. Give a base URL such as https://mocks.example/base, without a query.`,
  );
};
