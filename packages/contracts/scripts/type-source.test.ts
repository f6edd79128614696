import { expect, test } from "vitest";
import { toTypeSource } from "./type-source.ts";

test.for<[string, object, object]>([
  [
    "without a discriminator",
    { oneOf: [{ $ref: "#/a" }], discriminator: { propertyName: "type" } },
    { oneOf: [{ $ref: "#/a" }] },
  ],
  [
    "with a property that is called discriminator",
    { properties: { discriminator: { type: "string" } } },
    { properties: { discriminator: { type: "string" } } },
  ],
  [
    "without a union that only says what goes together",
    { type: "object", anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    { type: "object" },
  ],
  ["without a union in which one member allows anything", { oneOf: [{ type: "string" }, {}] }, {}],
  [
    "with another union as one",
    { type: "object", anyOf: [{ $ref: "#/a" }, { $ref: "#/b" }] },
    { type: "object", oneOf: [{ $ref: "#/a" }, { $ref: "#/b" }] },
  ],
  [
    "inside a schema as well",
    { items: { type: "string", anyOf: [{ format: "date" }] } },
    { items: { type: "string" } },
  ],
])("types are made of a schema %s", ([, schema, source]) => {
  expect(toTypeSource(schema)).toEqual(source);
});
