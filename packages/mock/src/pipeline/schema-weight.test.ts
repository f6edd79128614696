import { expect, test } from "vitest";
import { boundSizes, weightOf } from "./schema-weight.ts";

/** Each level has the one before twice. */
const doubled = (levels: number): object => {
  let schema: object = { type: "string" };
  for (let level = 0; level < levels; level++) schema = { properties: { left: schema, right: schema } };
  return schema;
};

const endless: { properties: Record<string, unknown> } = { properties: {} };
endless.properties["child"] = endless;

test.each<[string, unknown, number]>([
  ["a text", { type: "string" }, 1],
  ["a schema that allows all", true, 1],
  ["an object", { properties: { a: {}, b: {} } }, 3],
  ["an array that must be full", { minItems: 50, items: { properties: { a: {}, b: {} } } }, 151],
  ["an object with many others", { minProperties: 50, additionalProperties: { properties: { a: {} } } }, 101],
  ["an object with names by patterns", { patternProperties: { "^x": { properties: { a: {} } } } }, 3],
  ["a tuple", { prefixItems: [{}, { properties: { a: {} } }] }, 4],
  ["parts that all apply", { allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }, 5],
  ["alternatives, of which the largest counts", { oneOf: [{}, { properties: { a: {} } }] }, 3],
  ["what contains itself", endless, 2],
  ["what doubles with each level, in linear time", doubled(30), 2 ** 31 - 1],
])("weighs %s", (_, schema, weight) => {
  expect(weightOf(schema)).toBe(weight);
});

test("bounds what a schema asks for, and leaves the rest", () => {
  const schema = { minItems: 1e9, minLength: 1e9, minProperties: 1e9, maxItems: 2e9 };
  boundSizes(schema);
  expect(schema).toEqual({ minItems: 100, minLength: 10_000, minProperties: 100, maxItems: 2e9 });
  const modest = { minItems: 2, type: "array" };
  boundSizes(modest);
  expect(modest).toEqual({ minItems: 2, type: "array" });
});
