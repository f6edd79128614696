import { resolve, type Schema, type SchemaObject } from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";
import type { Mode } from "./mode.ts";

/**
 * Requires of a value only what may be in it: `readOnly` properties are not for requests, and `writeOnly` ones not for
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
  const { properties, required } = schema;
  if (!Array.isArray(required) || properties === undefined) return schema;
  const isExcluded = (name: string): boolean => {
    const property: Schema | undefined = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (typeof property !== "object") return false;
    return Boolean(property[excluded] ?? resolve<SchemaObject>(api.contract, property)[excluded]);
  };
  return required.some(isExcluded)
    ? { ...schema, required: required.filter((name) => !isExcluded(name)) }
    : schema;
}
