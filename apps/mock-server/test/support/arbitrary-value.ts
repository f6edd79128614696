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

/** Values that a schema allows. */
export const valid = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "string":
      return schema.format === "uri"
        ? url
        : fc.string({ minLength: schema.minLength ?? 0, maxLength: 8, unit: "grapheme" });
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

const validObject = ({
  properties,
  additionalProperties,
  required = [],
  anyOf = [],
  minProperties = 0,
}: Schema) => {
  if (!properties) {
    const values = typeof additionalProperties === "object" ? additionalProperties : {};
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), valid(values), {
      minKeys: minProperties,
      maxKeys: 3,
    });
  }
  const all = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valid(schema)]));
  const shapes = anyOf.length > 0 ? anyOf : [{}];
  return fc.oneof(
    ...shapes.map((shape) => fc.record(all, { requiredKeys: [...required, ...(shape.required ?? [])] })),
  );
};
