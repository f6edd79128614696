import { describe, expect, test } from "vitest";
import type { OpenApiDocument } from "../document.ts";
import { DocumentError } from "../document-error.ts";
import { listOperations } from "../operations.ts";
import { normalize } from "./normalize.ts";

const head = { openapi: "3.0.3", info: { title: "Own", version: "1" } };

const schemas = (given: object): object => ({ ...head, paths: {}, components: { schemas: given } });

const componentsOf = ({ components }: OpenApiDocument): unknown => components?.schemas;

describe("schemas of OpenAPI 3.0 become schemas of 3.1", () => {
  test.each<[string, object, object]>([
    ["nullable", { type: "string", nullable: true }, { type: ["string", "null"] }],
    [
      "nullable values",
      { type: "string", nullable: true, enum: ["a"] },
      { type: ["string", "null"], enum: ["a", null] },
    ],
    [
      "nullable beside allOf",
      { nullable: true, allOf: [{ type: "object" }] },
      { anyOf: [{ allOf: [{ type: "object" }] }, { type: "null" }] },
    ],
    ["exclusive bounds", { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ["inclusive bounds", { maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
  ])("%s", (_, given, meant) => {
    const { document, flaws } = normalize(schemas({ A: given }));
    expect({ schemas: componentsOf(document), flaws }).toEqual({ schemas: { A: meant }, flaws: [] });
  });
});

describe("what is wrong is worked around, and named with its place", () => {
  test.each<[string, object, object, string]>([
    ["an unknown type", { A: { type: "text" } }, { A: {} }, "/components/schemas/A"],
    ["an empty enum", { A: { enum: [] } }, { A: {} }, "/components/schemas/A"],
    ["an unreadable pattern", { A: { pattern: "(" } }, { A: {} }, "/components/schemas/A"],
    ["required that is no list", { A: { required: true } }, { A: {} }, "/components/schemas/A"],
    [
      "a reference to nothing",
      { A: { properties: { b: { $ref: "#/components/schemas/B" } } } },
      { A: { properties: { b: {} } } },
      "/components/schemas/A/properties/b",
    ],
    [
      "a schema that is made of itself",
      {
        A: { allOf: [{ $ref: "#/components/schemas/B" }] },
        B: { oneOf: [{ $ref: "#/components/schemas/A" }] },
      },
      { A: { allOf: [{ $ref: "#/components/schemas/B" }] }, B: { oneOf: [{}] } },
      "/components/schemas/B/oneOf/0",
    ],
    [
      "a closed part beside others",
      { A: { allOf: [{ properties: { a: {} }, additionalProperties: false }, { properties: { b: {} } }] } },
      { A: { allOf: [{ properties: { a: {} } }, { properties: { b: {} } }] } },
      "/components/schemas/A/allOf/0",
    ],
  ])("%s", (_, given, meant, pointer) => {
    const { document, flaws } = normalize(schemas(given));
    expect(componentsOf(document)).toEqual(meant);
    expect(flaws).toEqual([{ pointer, message: expect.stringMatching(/\.$/) }]);
  });

  test("paths without anything, with a query, and operations of one name", () => {
    const responses = { 200: { description: "" } };
    const paths = {
      "/a": null,
      "/b": { get: null },
      "/c?beta=true": { get: { operationId: "c", responses } },
      "/d": { get: { operationId: "c", responses } },
    };
    const { document, flaws } = normalize({ ...head, paths });
    expect(listOperations(document).map(({ id, path }) => `${id} at ${path}`)).toEqual([
      "c at /d",
      "GET /c at /c",
    ]);
    expect(flaws.map(({ pointer }) => pointer)).toEqual([
      "/paths/~1a",
      "/paths/~1c?beta=true",
      "/paths/~1c/get",
    ]);
  });
});

test("that properties contain the schema again is fine", () => {
  const tree = { type: "object", properties: { inner: { $ref: "#/components/schemas/Tree" } } };
  expect(normalize(schemas({ Tree: tree }))).toMatchObject({
    flaws: [],
    document: { components: { schemas: { Tree: tree } } },
  });
});

test("what is given is not changed, and extensions keep what they mean by $ref", () => {
  const given = { ...schemas({ A: { type: "string", nullable: true } }), "x-own": { $ref: "nowhere" } };
  const before = structuredClone(given);
  const { document, flaws } = normalize(given);
  expect(given).toEqual(before);
  expect({ document, flaws }).toMatchObject({ document: { "x-own": { $ref: "nowhere" } }, flaws: [] });
});

test.each<[string, unknown, RegExp]>([
  ["nothing", null, /this is no OpenAPI description/],
  ["Swagger 2.0", { swagger: "2.0" }, /Convert it to OpenAPI 3/],
  ["a version to come", { openapi: "4.0.0" }, /the version is "4\.0\.0"/],
  ["an overlay", { overlay: "1.0.0" }, /this is an OpenAPI Overlay/],
])("%s is refused with what to do", (_, given, message) => {
  expect(() => normalize(given as object)).toThrow(DocumentError);
  expect(() => normalize(given as object)).toThrow(message);
});
