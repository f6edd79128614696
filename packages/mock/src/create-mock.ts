import { builtInApis } from "./apis/built-in.ts";
import { type AccountHandle, accountHandle } from "./control/account-handle.ts";
import { createCore } from "./create-core.ts";
import type { Api } from "./engine/extension.ts";
import type { Host } from "./engine/host.ts";
import { createMemoryStore } from "./engine/store/memory-store.ts";
import type { Store } from "./engine/store/store.ts";
import { createFetch } from "./fetch.ts";
import { createHandle, type HandledRequest, type HandledResponse } from "./handle.ts";
import { type Limits, resolveLimits } from "./limits.ts";
import { apiKeyPolicy, openPolicy } from "./pipeline/key-policy.ts";
import { checkIds } from "./contract/check-ids.ts";
import { refuseUnknownOptions } from "./refuse-unknown-options.ts";
import { urlsOf } from "./contract/server-urls.ts";
import type { ServedAt } from "./served-at.ts";
import { version } from "./version.ts";
import { createWebHost, type ReceiveCallback } from "./web-host.ts";

/** A contract of the user. */
export interface ContractInput {
  /** The API is served at `/<id>`. */
  readonly id: string;
  /** An OpenAPI description in which every `$ref` is local. It declares the life cycle of its tasks under `x-task-lifecycle`. */
  readonly document: object;
}

/** Options of a mock. All of them are optional. */
export interface MockOptions {
  /** The APIs to mock. Default: the APIs that come with the mock. */
  readonly contracts?: readonly ContractInput[];
  /** Where tasks are stored; closed with the mock. Default: in memory. */
  readonly store?: Store;
  /** Overrides of the web platform: time, timers, sending. */
  readonly host?: Partial<Host>;
  /** Receives the callbacks, such as the receiver of a client. Default: they are sent to their URLs. */
  readonly callbacks?: ReceiveCallback;
  /** The accepted API keys. Default: all, each with its own account. */
  readonly apiKeys?: readonly string[];
  /** Limits on what the mock stores and reads, by name. */
  readonly limits?: Partial<Limits>;
}

/** A mock in this process. */
export interface Mock {
  /** The ids of the APIs. */
  readonly apis: readonly string[];
  /** Handles a request given as plain data, and returns a response as plain data. */
  readonly handle: (request: HandledRequest) => Promise<HandledResponse>;
  /** A replacement for the platform's `fetch`: for the servers of the contracts, and for `/<id>/…` and `/_mock/…` on any host. */
  readonly fetch: typeof fetch;
  /** Controls the account of an API key. */
  readonly account: (apiKey: string) => AccountHandle;
  /** Cancels all sends and waits, and closes the store. */
  readonly close: () => Promise<void>;
}

/**
 * Creates a mock in this process: no port, no server, no Node.
 *
 * @throws {DocumentError} If the document is not an OpenAPI 3 description.
 * @throws {MockError} If a life cycle is invalid, or an option or a limit is unknown.
 * @example
 * const mock = await createMock({ contracts: [{ id: "moderation", document }] });
 * const response = await mock.fetch("http://mock.test/moderation/moderations", { headers: { "x-api-key": "test_key" } });
 */
export const createMock = async (options: MockOptions = {}): Promise<Mock> => {
  refuseUnknownOptions("createMock", options, optionNames);
  const { apiKeys, callbacks, contracts, host, limits, store = createMemoryStore() } = options;
  const apis = contracts ? await compile(contracts) : builtInApis;
  const { controls, dispatch, engine, served } = await createCore({
    apis,
    store,
    host: { ...createWebHost({ callbacks }), ...host },
    limits: resolveLimits("serve", limits),
    apiKeys: apiKeyPolicy(apiKeys),
    controlKeys: openPolicy,
    facts: { version, store: "memory" },
  });
  const servers = await serversOf(apis);
  return {
    apis: [...served.apis],
    handle: createHandle(dispatch, engine, servers),
    fetch: createFetch(dispatch, engine, servers),
    account: (apiKey) => accountHandle(engine, controls, apiKey),
    close: () => engine.close(),
  };
};

/** An object, so that the compiler notices a missing name. */
const optionNames = Object.keys({
  contracts: true,
  store: true,
  host: true,
  callbacks: true,
  apiKeys: true,
  limits: true,
} satisfies Record<keyof MockOptions, true>);

/** The compiler is loaded only for contracts that need it. */
const compile = async (contracts: readonly ContractInput[]): Promise<Api[]> => {
  checkIds(contracts.map(({ id }) => id));
  const { readContract } = await import("./contract/compile-contract.ts");
  return contracts.map(({ id, document }) => ({ contract: readContract(id, document).contract }));
};

const serversOf = (apis: readonly Api[]): Promise<ServedAt[]> =>
  Promise.all(
    apis.map(async ({ contract }) => ({
      apiId: contract.apiId,
      servers: urlsOf((await contract.loadDocument()).servers),
    })),
  );
