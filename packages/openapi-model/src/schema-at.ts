import type { Schema, SchemaObject } from "./document.ts";
import { type ReferenceRoot, resolve } from "./resolve.ts";

/**
 * The schemas for a path in the values of a schema, through `$ref`, `allOf`, `oneOf` and `anyOf`.
 *
 * @param steps The keys of properties. For an array, any index leads to its items.
 * @returns None if the schema describes nothing there.
 * @example
 * schemasAt(document, { $ref: "#/components/schemas/Task" }, ["status"]); // [{ type: "string", enum: […] }]
 */
export function schemasAt(
  document: ReferenceRoot,
  schema: Schema | undefined,
  steps: readonly string[],
): SchemaObject[] {
  const here = variantsOf(document, schema, new Set());
  const [step, ...rest] = steps;
  if (step === undefined) return here;
  return here.flatMap(({ properties = {}, items }) =>
    schemasAt(document, Object.hasOwn(properties, step) ? properties[step] : items, rest),
  );
}

/** A schema and all schemas that it is combined from. */
function variantsOf(document: ReferenceRoot, schema: Schema | undefined, seen: Set<object>): SchemaObject[] {
  if (typeof schema !== "object") return [];
  const resolved = resolve<SchemaObject>(document, schema);
  if (seen.has(resolved)) return [];
  seen.add(resolved);
  const { allOf = [], oneOf = [], anyOf = [] } = resolved;
  return [resolved, ...[...allOf, ...oneOf, ...anyOf].flatMap((part) => variantsOf(document, part, seen))];
}
