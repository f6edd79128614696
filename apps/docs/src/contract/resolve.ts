import type { Contract, Ref } from "./contract.ts";

/**
 * Follows `$ref`s until something else is found. What stands beside a `$ref`, such as a default, is kept.
 *
 * @example
 * resolve(contract, { $ref: "#/components/responses/NotFound" }).description;
 */
export function resolve<T extends object>(contract: Contract, node: T | Ref): T {
  let found = node as T & Partial<Ref>;
  while (found.$ref !== undefined) {
    const { $ref, ...beside } = found;
    found = { ...lookUp(contract, $ref), ...beside } as unknown as T & Partial<Ref>;
  }
  return found;
}

function lookUp(contract: Contract, ref: string): object {
  let found: unknown = contract;
  for (const step of ref.replace(/^#\//, "").split("/")) {
    const key = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    found = (found as Record<string, unknown> | undefined)?.[key];
  }
  if (typeof found !== "object" || found === null) throw new Error(`${ref} leads to nothing in the bundle.`);
  return found;
}

/**
 * The name under which a component is known.
 *
 * @example
 * refName({ $ref: "#/components/schemas/Task" }); // "Task"
 */
export function refName(node: object): string | undefined {
  return "$ref" in node ? (node as Ref).$ref.split("/").at(-1) : undefined;
}
