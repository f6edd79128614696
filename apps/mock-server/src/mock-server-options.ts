import type { Limits } from "@task-contracts/mock/limits";
import type { ExampleOptions } from "@task-contracts/mock/pipeline/preference";
import type { ContractOption } from "./contracts/load-contract.ts";
import type { Log } from "./log/log-event.ts";
import type { Tenant } from "./server/token-policy.ts";

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

/** By name, so that the compiler notices one that is missing. */
export const optionNames = Object.keys({
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
