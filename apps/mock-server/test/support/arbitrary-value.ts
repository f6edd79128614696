import * as fc from "fast-check";
import type { Schema } from "./contract-operations.ts";

const hosts = fc.constantFrom(
  "shop.example",
  "127.0.0.1:8080",
  "a.b.example",
  "localhost",
  "[::1]:80",
  "user@x.example",
);

const url = fc
  .tuple(fc.constantFrom("http", "https"), hosts, fc.webPath(), fc.webQueryParameters())
  .map(([scheme, host, path, query]) => `${scheme}://${host}${path}${query && `?${query}`}`);

/** Whether a schema is of dates and times, not all of which are in the calendar. */
export const isMoment = ({ pattern }: Schema): boolean => pattern?.startsWith("^\\d{4}-") ?? false;

/** Values that a schema allows. */
export const valid = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(valid));
  const { type } = schema;
  if (Array.isArray(type)) return fc.oneof(...type.map((each: string) => valid({ ...schema, type: each })));
  switch (type) {
    case "null":
      return fc.constant(null);
    case "string":
      return validString(schema);
    case "number":
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case "integer":
      return fc.integer({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6 });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(valid(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 6),
      });
    case "object":
      return validObject(schema);
    default:
      return fc.constantFrom<unknown[]>("any", 1, null, true, ["any"], { any: 1 });
  }
};

const validString = ({ format, pattern, minLength = 0 }: Schema): fc.Arbitrary<string> => {
  if (format === "uri") return url;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength: 24 });
  return fc.string({ minLength, maxLength: 8, unit: "grapheme" });
};

const validObject = ({
  properties,
  additionalProperties,
  required = [],
  minProperties = 0,
  ...choice
}: Schema) => {
  if (!properties) {
    const values = typeof additionalProperties === "object" ? additionalProperties : {};
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), valid(values), {
      minKeys: minProperties,
      maxKeys: 3,
    });
  }
  const all = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valid(schema)]));
  return fc.oneof(
    ...alternatives(choice).map((more) => fc.record(all, { requiredKeys: [...required, ...more] })),
  );
};

/** What an object needs beside what is always required: `if: {required: [a]}, else: {required: [b]}` means a or b. */
const alternatives = ({
  if: condition,
  else: otherwise,
}: Pick<Schema, "if" | "else">): (readonly string[])[] =>
  condition && otherwise
    ? [condition.required ?? [], ...(otherwise.required ? [otherwise.required] : alternatives(otherwise))]
    : [[]];
