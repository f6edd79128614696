import type { ApiOperation } from "./api-operation.ts";
import type { ClientOptions } from "./client-options.ts";
import type { Clock } from "./clock.ts";
import type { Redact } from "./redact.ts";

/** What it takes to call an operation, with what was set for the one call. */
export interface Call extends Pick<ClientOptions, "onRequest" | "onResponse" | "onError"> {
  readonly operationId: string;

  /** Absent for a path that the contract does not have. */
  readonly operation: ApiOperation | undefined;

  /** Stops the call. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly fetch: (request: Request) => Promise<Response>;

  /** Adds the credentials, just before a request is sent. */
  readonly authorize: (request: Request) => Request;
  readonly redact: Redact;
  readonly clock: Clock;
}

/** Makes the request of a call: anew for each try, since whoever sends or sees a request may use it up. */
export type MakeRequest = (init?: RequestInit) => Request;
