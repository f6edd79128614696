import type { ApiOperation, ApiOperations } from "./api-operation.ts";
import type { Call } from "./call.ts";
import type { BodyEncoder } from "./encode-body.ts";
import type { CallOptions, ClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { createRedact } from "./redact.ts";

/** What makes one API different from the others. */
export interface ApiTraits {
  readonly operations: ApiOperations;
  readonly baseUrl: string;

  /** Writes bodies, if any operation takes one. */
  readonly bodyEncoder?: BodyEncoder;

  /** Makes what adds a key to a request. */
  readonly authorizeWith: (apiKey: string) => Call["authorize"];
}

/** Puts together what was set for a client and for one call. */
export type CallFor = (
  operationId: string,
  operation: ApiOperation | undefined,
  options: CallOptions,
) => Call;

/**
 * Connects to an API: what all calls have in common, its key, retries, time limits and hooks.
 *
 * @example
 * const answer = await send(() => new Request(url), connect(traits, { apiKey })("listTasks", operation, {}));
 */
export const connect = (
  { authorizeWith }: Pick<ApiTraits, "authorizeWith">,
  client: ClientOptions,
): CallFor => {
  const { apiKey, fetch: ownFetch, clock = systemClock, onRequest, onResponse, onError } = client;
  if (!apiKey) throw new TypeError("apiKey is empty. Set the key of your account.");
  const shared = {
    // The global one is looked up at each call, since tests and tools replace it.
    fetch: ownFetch ?? ((request: Request) => fetch(request)),
    authorize: authorizeWith(apiKey),
    redact: createRedact(apiKey),
    clock,
    onRequest,
    onResponse,
    onError,
  };
  return (operationId, operation, options) => ({
    ...shared,
    operationId,
    operation,
    signal: options.signal ?? new AbortController().signal,
    timeoutMs: options.timeoutMs ?? client.timeoutMs ?? 30_000,
    retries: options.retries ?? client.retries ?? 2,
  });
};
