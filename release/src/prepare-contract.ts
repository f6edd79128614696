import { type OpenApiDocument, resolve } from "@task-contracts/openapi-model";
import { isNode, type Node } from "./node.ts";

/**
 * Makes the copy of a contract that is compared.
 *
 * Callbacks are put where operations refer to them: behind a reference, `redocly diff` 2.77 forgets who sends what, and
 * takes a property that disappears from a callback for a matter of wording. The version is left out, since it follows from
 * what is found.
 */
export function prepareContract(contract: OpenApiDocument): OpenApiDocument {
  const { callbacks: _, ...components } = contract.components ?? {};
  const paths = Object.entries(contract.paths ?? {}).map(([path, item]): [string, object] => [
    path,
    mapValues(item, (part) => (isNode(part) ? withCallbacks(contract, part) : part)),
  ]);
  return {
    ...contract,
    info: { ...contract.info, version: "0.0.0" },
    paths: Object.fromEntries(paths),
    components,
  };
}

function withCallbacks(contract: OpenApiDocument, operation: Node): Node {
  const { callbacks } = operation;
  if (!isNode(callbacks)) return operation;
  const resolved = mapValues(callbacks, (callback) => resolve(contract, callback as object));
  return { ...operation, callbacks: resolved };
}

const mapValues = (node: object, change: (value: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));
