import { listOperations, type OpenApiDocument, resolve } from "@task-contracts/openapi-model";

/** A limit that is used up. */
export interface UsedLimit {
  readonly requests: number;
  /** In milliseconds since 1970. */
  readonly resetAt: number;
  /** In seconds. */
  readonly retryAfter: number;
}

/** The headers of a response that rejects a request for a limit, by name in lower case. */
export type RateLimitHeaders = (operationId: string, limit: UsedLimit) => Record<string, string>;

/**
 * Writes `Retry-After`, and those of the usual headers that the contract describes for the status 429.
 *
 * @example
 * createRateLimitHeaders(document)("listTasks", { requests: 10, resetAt: 1_900_000_060_000, retryAfter: 60 });
 * // { "retry-after": "60", "x-ratelimit-limit": "10", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1900000060" }
 */
export const createRateLimitHeaders = (document: OpenApiDocument): RateLimitHeaders => {
  let described: ReadonlyMap<string, readonly string[]> | undefined;
  return (operationId, limit) => {
    described ??= new Map(
      listOperations(document).map((operation) => [operation.id, namesOf(document, operation)]),
    );
    const names = described.get(operationId) ?? [];
    return {
      "retry-after": String(limit.retryAfter),
      ...Object.fromEntries(names.flatMap((name) => headerOf(name, limit))),
    };
  };
};

const namesOf = (
  document: OpenApiDocument,
  { responses }: ReturnType<typeof listOperations>[number],
): string[] => {
  const reference = responses["429"] ?? responses["4XX"] ?? responses["default"];
  const { headers = {} } = reference ? resolve<{ headers?: object }>(document, reference) : {};
  return Object.keys(headers).map((name) => name.toLowerCase());
};

const headerOf = (name: string, { requests, resetAt, retryAfter }: UsedLimit): [string, string][] => {
  if (!/rate-?limit/.test(name)) return [];
  if (/remaining/.test(name)) return [[name, "0"]];
  // Since the draft of the IETF it is a number of seconds, and before that, with an X, a moment.
  if (/reset/.test(name))
    return [[name, String(name.startsWith("x-") ? Math.ceil(resetAt / 1000) : retryAfter)]];
  return /limit$|limit-requests$/.test(name) ? [[name, String(requests)]] : [];
};
