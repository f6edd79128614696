import type { Schema } from "./contract-operations.ts";

/** The value with an integer for each text of one, wherever its schema has an integer and no text. */
export const integersOf = (value: unknown, schema: Schema = {}): unknown => {
  if (typeof value === "string") return isInteger(value, schema) ? Number(value) : value;
  if (Array.isArray(value)) return value.map((item) => integersOf(item, schema.items));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, integersOf(child, propertyOf(schema, key))]),
  );
};

const isInteger = (text: string, { type = [] }: Schema): boolean => {
  const types = new Set([type].flat());
  return types.has("integer") && !types.has("string") && /^(?:0|-?[1-9]\d{0,14})$/.test(text);
};

const propertyOf = ({ properties = {}, additionalProperties }: Schema, key: string): Schema | undefined =>
  Object.hasOwn(properties, key)
    ? properties[key]
    : typeof additionalProperties === "object"
      ? additionalProperties
      : undefined;
