import { type Contract, isNode, type Node, stepsOf, valueAt } from "./contract.ts";

/**
 * Makes the copy of a contract that is compared.
 *
 * Callbacks are put where operations refer to them: behind a reference, `redocly diff` 2.77 forgets who sends what, and
 * takes a property that disappears from a callback for a matter of wording. The version is left out, since it follows from
 * what is found.
 */
export function prepareContract(contract: Contract): Contract {
  const { callbacks: _, ...components } = contract.components ?? {};
  const paths = Object.entries(contract.paths).map(([path, item]): [string, object] => [
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

function withCallbacks(contract: Contract, operation: Node): Node {
  const { callbacks } = operation;
  if (!isNode(callbacks)) return operation;
  return { ...operation, callbacks: mapValues(callbacks, (callback) => resolve(contract, callback)) };
}

function resolve(contract: Contract, callback: unknown): unknown {
  const reference = isNode(callback) ? callback["$ref"] : undefined;
  return typeof reference === "string" ? valueAt(contract, stepsOf(reference)) : callback;
}

const mapValues = (node: object, change: (value: unknown) => unknown): Node =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, change(value)]));
