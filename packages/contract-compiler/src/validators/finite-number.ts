import { _, type CodeKeywordDefinition } from "ajv";
import type { SchemaObject } from "@task-contracts/openapi-model";

/**
 * An Ajv keyword that rejects numbers that JSON cannot represent. Ajv converts the texts "Infinity" and "1e400" to Infinity,
 * and does not check it again, not even for `maximum`.
 */
export const finiteNumberKeyword: CodeKeywordDefinition = {
  keyword: "finiteNumber",
  schemaType: "boolean",
  error: { message: "must be a finite number" },
  code(cxt) {
    cxt.fail(_`${cxt.data} === Infinity || ${cxt.data} === -Infinity`);
  },
};

/**
 * Adds the keyword to a schema of numbers.
 *
 * @example
 * refuseInfinity({ type: "integer" }); // { type: "integer", finiteNumber: true }
 */
export function refuseInfinity(schema: SchemaObject): SchemaObject {
  const types = new Set([schema["type"]].flat());
  return types.has("integer") || types.has("number") ? { ...schema, finiteNumber: true } : schema;
}
