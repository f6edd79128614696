import type { OpenApiDocument, Reference } from "./document.ts";
import { DocumentError } from "./document-error.ts";
import { formatPointer, parsePointer } from "./json-pointer.ts";

/** The part of a document that references can lead to. */
export type ReferenceRoot = Pick<Partial<OpenApiDocument>, "openapi"> & {
  readonly paths?: object;
  readonly components?: object;
};

/**
 * Follows `$ref`s to the final target. The siblings of a `$ref`, such as a `default`, override the target.
 *
 * @throws {DocumentError} If a `$ref` points outside of the document, at nothing, or in a circle.
 * @example
 * resolve(document, { $ref: "#/components/responses/NotFound" }).description;
 */
export function resolve<T extends object>(document: ReferenceRoot, node: T | Reference): T {
  const seen = new Set<string>();
  let found = node as T & Partial<Reference>;
  while (found.$ref !== undefined) {
    const { $ref, ...beside } = found;
    if (seen.has($ref))
      throw new DocumentError($ref, "the $ref leads back to itself", "Point it at a value.");
    seen.add($ref);
    const target = lookUp(document, $ref);
    found = (Object.keys(beside).length > 0 ? { ...target, ...beside } : target) as T & Partial<Reference>;
  }
  return found;
}

/**
 * The value at a path in a document. `$ref`s on the way are followed.
 *
 * @returns Undefined if there is nothing.
 * @example
 * valueAt(document, ["paths", "/tasks", "get", "parameters", "0", "name"]); // "start_time"
 */
export function valueAt(document: ReferenceRoot, steps: readonly string[]): unknown {
  let value: unknown = document;
  for (const step of steps) {
    if (!isObject(value) || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
    if (isObject(value)) value = resolve(document, value);
  }
  return value;
}

/**
 * The name of a component.
 *
 * @returns Undefined if the value is not a reference.
 * @example
 * refName({ $ref: "#/components/schemas/Task" }); // "Task"
 */
export function refName(node: unknown): string | undefined {
  const { $ref } = Object(node) as Partial<Reference>;
  return $ref === undefined ? undefined : parsePointer($ref).at(-1);
}

/**
 * The target of a local `$ref`, which may be a reference in turn. References on the way to it are followed.
 *
 * @throws {DocumentError} If it points outside of the document, or at nothing.
 */
export function lookUp(document: object, $ref: string): object {
  if (!$ref.startsWith("#"))
    throw new DocumentError($ref, "the $ref leads out of the document", "Bundle the document first.");
  const steps = parsePointer($ref);
  const parent = steps.slice(0, -1);
  const container = parent.length === 0 ? document : valueAt(document, parent);
  const found = steps.length === 0 ? document : own(container, steps.at(-1) ?? "");
  if (isObject(found)) return found;
  throw new DocumentError(
    $ref,
    `the $ref leads to nothing: there is no ${formatPointer(steps)}`,
    "Correct the $ref.",
  );
}

const own = (container: unknown, key: string): unknown =>
  isObject(container) && Object.hasOwn(container, key)
    ? (container as Record<string, unknown>)[key]
    : undefined;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
