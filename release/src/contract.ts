/** A bundled contract: one OpenAPI document, whose `$ref`s are all local. */
export interface Contract {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, object>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

/** Any object of a contract, by its keys. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/**
 * The keys that a JSON pointer in a URL fragment leads through.
 *
 * @example
 * stepsOf("#/paths/~1tasks/get"); // ["paths", "/tasks", "get"]
 */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

/**
 * What stands at the end of some steps through a contract. `$ref`s on the way are followed.
 *
 * @returns Undefined if there is nothing.
 * @example
 * valueAt(contract, ["paths", "/tasks", "get", "parameters", "0", "name"]); // "start_time"
 */
export function valueAt(contract: Contract, steps: readonly string[]): unknown {
  let value: unknown = contract;
  for (const step of steps) {
    value = isNode(value) ? follow(contract, value)[step] : undefined;
  }
  return isNode(value) ? follow(contract, value) : value;
}

function follow(contract: Contract, node: Node): Node {
  const target = node["$ref"];
  if (typeof target !== "string") return node;
  const found = valueAt(contract, stepsOf(target));
  return isNode(found) ? found : {};
}
