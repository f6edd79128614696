import { type Schema, type SchemaObject, schemasAt } from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";
import type { Mode } from "./mode.ts";

/**
 * Requires only properties that a value may contain: `readOnly` properties are not for requests, and `writeOnly` ones not for
 * responses, so `required` has no effect there (OpenAPI 3.0, Schema Object; JSON Schema 2020-12, 9.4).
 *
 * @example
 * requireWhatMayBeThere(api, { properties: { id: { readOnly: true } }, required: ["id"] }, requestJson).required; // []
 */
export function requireWhatMayBeThere(
  api: BundledApi,
  schema: SchemaObject,
  { excluded }: Mode,
): SchemaObject {
  const isExcluded = (name: string): boolean =>
    schemasAt(api.contract, schema, [name]).some((property) => property[excluded] === true);
  const relax = (part: Schema): Schema => {
    if (typeof part !== "object" || !Array.isArray(part.required) || !part.required.some(isExcluded))
      return part;
    return { ...part, required: part.required.filter((name) => !isExcluded(name)) };
  };
  const { allOf } = schema;
  const relaxed = relax(schema) as SchemaObject;
  // What one part requires may be described by another.
  return allOf?.some((part) => relax(part) !== part) ? { ...relaxed, allOf: allOf.map(relax) } : relaxed;
}
