import type { OperationTable } from "@task-contracts/contracts";
import { left, right } from "fp-ts/lib/Either.js";
import type { Validators } from "../contract/contract.ts";
import { HttpFailure } from "./http-failure.ts";
import { PathTree } from "./path-tree.ts";
import type { MockRequest } from "./mock-request.ts";
import { redactText } from "../text/redact.ts";
import type { PrismComponents } from "./prism.ts";
import type { Resource } from "./resource.ts";

/** Redacts keys from the path of a request. */
export type ShowPath = (
  path: string,
  request: { readonly headers: Readonly<Record<string, unknown>>; readonly query: MockRequest["query"] },
) => string;

/** Prism's `route`, from a table that is compiled once. */
export const createRoute = (
  operations: OperationTable,
  validators: Validators,
  showPath: ShowPath = redactText,
): PrismComponents["route"] => {
  const tree = new PathTree<Resource>();
  for (const [operationId, operation] of Object.entries(operations)) {
    tree.add(operation.method, operation.path, {
      operationId,
      operation,
      request: validators.requests[operationId] ?? {},
      responses: validators.responses[operationId] ?? {},
    });
  }

  return ({ input }) => {
    const method = input.method.toUpperCase();
    // GET allows HEAD as well: node:http leaves the body out of the response.
    const found =
      tree.find(method, input.path) ?? (method === "HEAD" ? tree.find("GET", input.path) : undefined);
    if (!found) return left(notFound(tree, input, showPath));
    input.match = { resource: found.value, params: found.params };
    return right(found.value);
  };
};

const notFound = (tree: PathTree<Resource>, input: MockRequest, showPath: ShowPath): HttpFailure => {
  const { path } = input;
  const method = input.method.toUpperCase();
  const shown = showPath(path, input);
  const allowed = tree.methods(path);
  if (allowed.length === 0) {
    return new HttpFailure(404, `There is nothing at ${shown}. GET / on this server lists what is served.`);
  }
  return unknownType(tree, { method, path, shown }) ?? wrongMethod(method, shown, allowed);
};

/** `POST /task/sorting`: the path matches that of a single task, but the method suggests that a type was meant. */
const unknownType = (
  tree: PathTree<Resource>,
  { method, path, shown }: { readonly method: string; readonly path: string; readonly shown: string },
): HttpFailure | undefined => {
  const known = tree.alternatives(method, path);
  const [, parent, last] = /([^/]+)\/([^/]+)\/?$/.exec(shown) ?? [];
  if (known.length === 0 || parent === undefined || last === undefined) return undefined;
  const kind = `${parent} type`;
  return new HttpFailure(
    404,
    `The ${kind} "${last}" is unknown. Use one of ${known.toSorted().join(", ")}; to read what exists, use GET.`,
  );
};

const wrongMethod = (method: string, path: string, allowed: readonly string[]): HttpFailure => {
  const allow = allowed.join(", ");
  return new HttpFailure(405, `${path} does not take ${method}. Use ${allow}.`, { allow });
};
