import { expect, test } from "vitest";
import type { Schema } from "@task-contracts/openapi-model";
import { mapSchema } from "./map-schema.ts";

const mark = (schema: Schema): Schema => mapSchema(schema, (part) => ({ ...part, seen: true }));

test.for<[string, Schema, Schema]>([
  ["a boolean schema, which stays", true, true],
  ["properties", { properties: { title: {} } }, { properties: { title: { seen: true } }, seen: true }],
  ["items", { items: { items: true } }, { items: { items: true, seen: true }, seen: true }],
  ["lists of schemas", { oneOf: [{}, false] }, { oneOf: [{ seen: true }, false], seen: true }],
  ["conditions", { if: {}, else: {} }, { if: { seen: true }, else: { seen: true }, seen: true }],
])("mapSchema changes schemas in %s", ([, schema, changed]) => {
  expect(mark(schema)).toEqual(changed);
});

test.for<Schema>([{ default: { properties: { a: {} } } }, { const: { items: {} } }, { enum: [{ not: {} }] }])(
  "mapSchema leaves the value in %j alone, although it looks like a schema",
  (schema) => {
    expect(mark(schema)).toEqual({ ...(schema as object), seen: true });
  },
);
