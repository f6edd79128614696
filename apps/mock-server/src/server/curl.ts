import type { Operation, OperationTable, SecurityScheme } from "@task-contracts/contracts";

/** Not a live key: those have a prefix. */
const exampleKey = "test_key";

/**
 * A command that calls one operation of an API successfully: the one with the fewest parameters, rather a read than a write.
 *
 * @example
 * curlFor("http://127.0.0.1:4010/scale-v1", operationTable);
 * // "curl -u test_key: http://127.0.0.1:4010/scale-v1/tasks"
 */
export const curlFor = (baseUrl: string, operations: OperationTable): string => {
  const [operation] = Object.values(operations).toSorted((a, b) => effort(a) - effort(b));
  if (!operation) return `curl ${baseUrl}`;
  const [scheme] = operation.security;
  const method = operation.method === "GET" ? [] : ["-X", operation.method];
  const url = baseUrl + operation.path + query(scheme);
  // Quoted only where a shell needs it, so that the line can be put into JSON.
  return ["curl", ...method, ...credentials(scheme), /^[\w./:-]+$/.test(url) ? url : `"${url}"`].join(" ");
};

/** The number of values to fill in, and then whether the operation may change something. */
const effort = ({ method, path, parameters, requestBodyRequired }: Operation): number =>
  parameters.filter(({ required }) => required).length * 10 +
  (requestBodyRequired ? 100 : 0) +
  (path.includes("{") ? 10 : 0) +
  (method === "GET" ? 0 : 1);

const credentials = (scheme: SecurityScheme | undefined): string[] => {
  if (scheme?.type === "http")
    return scheme.scheme === "bearer"
      ? ["-H", `"Authorization: Bearer ${exampleKey}"`]
      : ["-u", `${exampleKey}:`];
  if (scheme?.type !== "apiKey" || scheme.in === "query") return [];
  return scheme.in === "header"
    ? ["-H", `"${scheme.name}: ${exampleKey}"`]
    : ["-b", `${scheme.name}=${exampleKey}`];
};

const query = (scheme: SecurityScheme | undefined): string =>
  scheme?.type === "apiKey" && scheme.in === "query" ? `?${scheme.name}=${exampleKey}` : "";
