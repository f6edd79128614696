import createClient, { type Client } from "openapi-fetch";
import type { ApiOperation, ApiOperations } from "./api-operation.ts";
import type { Call } from "./call.ts";
import type { CallOptions, ClientOptions } from "./client-options.ts";
import { systemClock } from "./clock.ts";
import { findOperation } from "./find-operation.ts";
import { createRedact } from "./redact.ts";
import { send } from "./send.ts";

/** What makes one API different from the others. */
export interface ApiTraits {
  readonly operations: ApiOperations;
  readonly baseUrl: string;

  /** Makes what adds a key to a request. */
  readonly authorizeWith: (apiKey: string) => Call["authorize"];
}

/** A way to an API: with its key, retries, time limits and hooks. */
export interface Connection<Paths extends object> {
  readonly http: Client<Paths>;

  /** What `http` calls instead of `fetch`, for a call of which more is known than a request says. */
  readonly fetchFor: (
    operationId: string,
    operation?: ApiOperation,
    options?: CallOptions,
  ) => (request: Request) => Promise<Response>;
}

/**
 * Connects to an API.
 *
 * @example
 * const { data, error } = await connect<paths>(traits, { apiKey }).http.GET("/tasks");
 */
export const connect = <Paths extends object>(
  { operations, baseUrl, authorizeWith }: ApiTraits,
  options: ClientOptions,
): Connection<Paths> => {
  const { apiKey, fetch: ownFetch, headers = {}, onRequest, onResponse, clock = systemClock } = options;
  if (!apiKey) throw new TypeError("apiKey is empty. Set it, from an environment variable for example.");
  const authorize = authorizeWith(apiKey);
  const redact = createRedact(apiKey);
  const fetchFor: Connection<Paths>["fetchFor"] =
    (operationId, operation, call = {}) =>
    (request) =>
      send(request, {
        operationId,
        operation,
        timeoutMs: call.timeoutMs ?? options.timeoutMs ?? 30_000,
        retries: call.retries ?? options.retries ?? 2,
        // The global one is looked up at each call, since tests and tools replace it.
        fetch: ownFetch ?? ((sent) => fetch(sent)),
        authorize,
        redact,
        clock,
        onRequest,
        onResponse,
      });
  const http = createClient<Paths>({
    baseUrl: options.baseUrl ?? baseUrl,
    headers,
    fetch: (request) => {
      const [operationId, operation] = findOperation(operations, request) ?? [request.method];
      return fetchFor(operationId, operation)(request);
    },
  });
  return { http, fetchFor };
};
