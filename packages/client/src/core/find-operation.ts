import type { ApiOperation, ApiOperations } from "./api-operation.ts";

/**
 * Makes what finds the operation that a request made with `http` is for, and its name.
 *
 * @example
 * const find = operationFinder(apiOperations);
 * find(new Request("http://…/task/5f2b/cancel", { method: "POST" })); // ["cancelTask", …]
 */
export const operationFinder = (
  operations: ApiOperations,
): ((request: Request) => readonly [string, ApiOperation] | undefined) => {
  // Once for all calls: it would take half as long as `fetch` itself.
  const patterns = Object.entries(operations).map(
    (entry) =>
      [new RegExp(`^${entry[1].method} [^?#]*${patternOf(entry[1].path)}(?:[?#]|$)`), entry] as const,
  );
  return ({ method, url }) => patterns.find(([pattern]) => pattern.test(`${method} ${url}`))?.[1];
};

const patternOf = (path: string): string => path.replace(/{\w+}/g, "[^/?#]+");
