import type { Schema, SchemaObject } from "@task-contracts/openapi-model";

const single = new Set([
  "additionalProperties",
  "contains",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
]);
const lists = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const named = new Set(["$defs", "dependentSchemas", "patternProperties", "properties"]);

/**
 * Copies a schema and applies `change` to the copy of each schema in it, the innermost first. Other values, such
 * as a `default` that looks like a schema, stay as they are.
 *
 * @example
 * mapSchema(schema, ({ description, ...rest }) => rest); // without descriptions
 */
export function mapSchema(schema: Schema, change: (schema: SchemaObject) => SchemaObject): Schema {
  if (typeof schema === "boolean") return schema;
  const copyOne = (value: unknown): Schema => mapSchema(value as Schema, change);
  const entries = Object.entries(schema).map(([keyword, value]) => {
    if (single.has(keyword)) return [keyword, copyOne(value)];
    if (lists.has(keyword)) return [keyword, (value as unknown[]).map(copyOne)];
    if (named.has(keyword)) return [keyword, mapValues(value as object, copyOne)];
    return [keyword, value];
  });
  return change(Object.fromEntries(entries) as SchemaObject);
}

function mapValues(object: object, change: (value: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
