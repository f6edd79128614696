import type { ApiOperation, ApiOperations } from "./api-operation.ts";

/**
 * Finds the operation that a request made with `http` is for, and its name.
 *
 * @example
 * findOperation(apiOperations, new Request("http://…/task/5f2b/cancel", { method: "POST" })); // ["cancelTask", …]
 */
export const findOperation = (
  operations: ApiOperations,
  { method, url }: Request,
): readonly [string, ApiOperation] | undefined =>
  Object.entries(operations).find(
    ([, operation]) =>
      operation.method === method &&
      new RegExp(`${operation.path.replace(/{\w+}/, "[^/]+")}$`).test(url.replace(/[?#].*/, "")),
  );
