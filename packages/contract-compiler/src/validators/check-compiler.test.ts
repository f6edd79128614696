import type { OpenApiDocument } from "@task-contracts/openapi-model";
import { expect, test } from "vitest";
import type { Validate } from "../validate.ts";
import { CheckCompiler, type ValidatorTable } from "./check-compiler.ts";
import { planRequestChecks } from "./plan-checks.ts";

/** The check of a body, with a third-party schema. */
const checkOf = (schema: object, components: object = {}): Validate<unknown> => {
  const content = { "application/json": { schema } };
  const contract = {
    openapi: "3.1.0",
    info: { title: "Own", version: "1" },
    paths: { "/own": { post: { operationId: "own", requestBody: { content }, responses: {} } } },
    components: { schemas: components },
  } as unknown as OpenApiDocument;
  const api = { id: "own", contract, isForeign: true };
  const operation = new CheckCompiler(api).table(planRequestChecks(api))["own"] as ValidatorTable;
  return (operation["body"] as ValidatorTable)["application/json"] as Validate<unknown>;
};

const named = { type: "object", properties: { name: { type: "string" } } };
const closed = {
  allOf: [{ $ref: "#/components/schemas/Named" }, { properties: { age: { type: "integer" } } }],
  unevaluatedProperties: false,
};

test.each<[string, object, unknown, unknown]>([
  ["uniqueItems", { uniqueItems: true }, [1, 2], [1, 1]],
  ["contains", { contains: { const: 1 } }, [1, 2], [2]],
  ["minContains", { contains: { const: 1 }, minContains: 2 }, [1, 1], [1]],
  ["maxContains", { contains: { const: 1 }, maxContains: 1 }, [1], [1, 1]],
  ["patternProperties", { patternProperties: { "^x": { type: "integer" } } }, { x: 1 }, { x: "a" }],
  ["propertyNames", { propertyNames: { maxLength: 1 } }, { x: 1 }, { xy: 1 }],
  ["dependentRequired", { dependentRequired: { a: ["b"] } }, { a: 1, b: 1 }, { a: 1 }],
  ["dependentSchemas", { dependentSchemas: { a: { required: ["b"] } } }, { a: 1, b: 1 }, { a: 1 }],
  ["unevaluatedProperties beside allOf", closed, { name: "Ann", age: 1 }, { name: "Ann", size: 1 }],
  [
    "a reference in unevaluatedProperties",
    { unevaluatedProperties: { $ref: "#/components/schemas/Named" } },
    { a: { name: "x" } },
    { a: { name: 1 } },
  ],
  ["unevaluatedItems", { prefixItems: [{ type: "string" }], unevaluatedItems: false }, ["a"], ["a", 1]],
])("%s is checked", (_, schema, valid, invalid) => {
  const check = checkOf(schema, { Named: named });
  expect({ valid: check(valid), errors: check.errors }).toEqual({ valid: true, errors: null });
  expect(check(invalid)).toBe(false);
});

test.each<[string, object, unknown]>([
  ["an unknown format", { type: "string", format: "shoe-size" }, "46"],
  ["an unknown keyword", { type: "string", shoeSize: 46 }, "a"],
  [
    "a discriminator without a mapping",
    { discriminator: { propertyName: "kind" }, oneOf: [named] },
    { name: "a" },
  ],
  [
    "a default that does not fit",
    { type: "object", properties: { a: { type: "integer", default: "x" } } },
    { a: 1 },
  ],
  ["a type next to values of another", { type: "string", enum: ["a", 1] }, "a"],
])("%s refuses nothing", (_, schema, value) => {
  const check = checkOf(schema);
  expect({ valid: check(value), errors: check.errors }).toEqual({ valid: true, errors: null });
});

test("a schema that contains itself is checked at every depth", () => {
  const tree = {
    type: "object",
    properties: { size: { type: "integer" }, inner: { $ref: "#/components/schemas/Tree" } },
  };
  const check = checkOf({ $ref: "#/components/schemas/Tree" }, { Tree: tree });
  expect(check({ inner: { inner: { size: 1 } } })).toBe(true);
  expect(check({ inner: { inner: { size: "big" } } })).toBe(false);
});
