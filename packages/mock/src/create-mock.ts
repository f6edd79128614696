import { type ApiId, apiIds } from "./apis/api-ids.ts";
import { loadApis } from "./apis/load-apis.ts";
import type { AccountHandle } from "./control/account-handle.ts";
import { createAccountHandle } from "./control/create-account-handle.ts";
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
import { MockError } from "./mock-error.ts";
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
  /** Which of the APIs that come with the mock. Default: all, or none if there are `contracts`. */
  readonly apis?: readonly ApiId[];
  /** APIs of your own. */
  readonly contracts?: readonly ContractInput[];
  /** Where tasks are stored; closed with the mock. Default: in memory. */
  readonly store?: Store;
  /** Overrides of the web platform: time, timers, sending. */
  readonly host?: Partial<Host>;
  /** Receives the callbacks, such as the receiver of a client. Default: they are sent to their URLs. */
  readonly callbacks?: ReceiveCallback;
  /** The accepted API keys. Default: all, each with its own account. */
  readonly apiKeys?: readonly string[];
  /** Where the mock is found: paths below it are the mock's, and links in responses begin with it. Default: on any host. */
  readonly publicUrl?: string;
  /** Limits on what the mock stores and reads, by name. */
  readonly limits?: Partial<Limits>;
}

/** A mock in this process. */
export interface Mock {
  /** The ids of the APIs. */
  readonly apis: readonly string[];
  /** The URLs of the servers of the contracts, to which `fetch` responds. */
  readonly servers: readonly string[];
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
  const { apiKeys, callbacks, host, limits, publicUrl, store = createMemoryStore() } = options;
  const apis = await apisOf(options);
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
    servers: [...new Set(servers.flatMap((it) => it.servers))],
    handle: createHandle(dispatch, engine, { servers, publicUrl }),
    fetch: createFetch(dispatch, engine, { servers, publicUrl }),
    account: (apiKey) => createAccountHandle(engine, controls, apiKey),
    close: () => engine.close(),
  };
};

/** An object, so that the compiler notices a missing name. */
const optionNames = Object.keys({
  apis: true,
  contracts: true,
  store: true,
  host: true,
  callbacks: true,
  apiKeys: true,
  publicUrl: true,
  limits: true,
} satisfies Record<keyof MockOptions, true>);

const apisOf = async ({ contracts, ...options }: MockOptions): Promise<Api[]> => {
  const { apis: builtIn = contracts ? [] : apiIds } = options;
  const unknown = builtIn.find((id) => !apiIds.includes(id));
  if (unknown !== undefined)
    throw new MockError(`No API ${JSON.stringify(unknown)} comes with the mock, only ${apiIds.join(", ")}.`);
  checkIds([...builtIn, ...(contracts ?? []).map(({ id }) => id)]);
  return [...(await loadApis(builtIn)), ...(contracts ? await compile(contracts) : [])];
};

/** The compiler is loaded only for contracts that need it. */
const compile = async (contracts: readonly ContractInput[]): Promise<Api[]> => {
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
