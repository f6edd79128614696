import type { Schema } from "./contract-operations.ts";

/**
 * Takes out of a body what means that an optional property is absent: `null`, and an empty list or map where none may
 * be empty.
 *
 * @example
 * withoutAbsent({ choices: ["a"], fields: {}, urgency: null }, comparisonRequest); // { choices: ["a"] }
 */
export const withoutAbsent = (value: unknown, schema: Schema = {}): unknown => {
  if (Array.isArray(value)) return value.map((item) => withoutAbsent(item, schema.items));
  const { properties, required = [] } = schema;
  if (typeof value !== "object" || value === null || !properties) return value;
  const kept = Object.entries(value)
    .filter(
      ([name, part]) => !(name in properties) || required.includes(name) || !isAbsent(part, properties[name]),
    )
    .map(([name, part]) => [name, withoutAbsent(part, properties[name])]);
  return Object.fromEntries(kept);
};

const isAbsent = (value: unknown, { type = [], minItems = 0, minProperties = 0 }: Schema = {}): boolean => {
  if (value === null) return ![type].flat().includes("null");
  const mayBeEmpty = minItems === 0 && minProperties === 0;
  return !mayBeEmpty && typeof value === "object" && Object.keys(value).length === 0;
};
