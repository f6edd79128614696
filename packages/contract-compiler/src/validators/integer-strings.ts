import { _, type Code, type CodeKeywordDefinition, type KeywordCxt, stringify } from "ajv";
import type { Schema, SchemaObject } from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";
import { schemaTypes } from "../schema-types.ts";
import { callOnObject } from "./runtime-function.ts";

/**
 * Ajv keywords that convert integers written as strings to integers, in place.
 *
 * Ajv checks `type` before all else, so they are on the object or array *around* the integers:
 * `integerStrings` lists its keys, `integerStringsExcept` means all but the listed ones.
 */
export const integerStringKeywords: CodeKeywordDefinition[] = [
  keyword("integerStrings", ({ schema }) => stringify(schema)),
  keyword("integerStringsExcept", ({ data, schema }) =>
    schema.length === 0
      ? _`Object.keys(${data})`
      : _`Object.keys(${data}).filter((key) => !${stringify(schema)}.includes(key))`,
  ),
];

function keyword(name: string, keys: (cxt: KeywordCxt) => Code): CodeKeywordDefinition {
  return {
    keyword: name,
    schemaType: "array",
    // Before any keyword that checks the integers.
    before: "$ref",
    code(cxt) {
      callOnObject(cxt, "replaceIntegerStrings", keys(cxt));
    },
  };
}

/**
 * Adds the keywords to a schema that has integers among its properties or items.
 *
 * @example
 * acceptIntegerStrings(api, { properties: { limit: { type: "integer" } } }).integerStrings; // ["limit"]
 */
export function acceptIntegerStrings(api: BundledApi, schema: SchemaObject): SchemaObject {
  const named = { ...(schema["properties"] as object), ...(schema["prefixItems"] as object) };
  const integers = Object.entries(named).filter(([, value]) => wantsInteger(api, value as Schema));
  const others = schema.additionalProperties ?? schema.items ?? true;
  return {
    ...schema,
    ...(integers.length > 0 && { integerStrings: integers.map(([key]) => key) }),
    ...(wantsInteger(api, others) && { integerStringsExcept: Object.keys(named) }),
  };
}

function wantsInteger(api: BundledApi, schema: Schema): boolean {
  const types = schemaTypes(api, schema);
  return types.has("integer") && !types.has("string");
}
