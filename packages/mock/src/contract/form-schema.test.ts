import { expect, test } from "vitest";
import { formSchemaOf } from "./form-schema.ts";

const document = {
  openapi: "3.1.0",
  info: { title: "Works", version: "1" },
  components: {
    schemas: {
      Work: { oneOf: [{ $ref: "#/components/schemas/Text" }, { $ref: "#/components/schemas/Photo" }] },
      Base: { type: "object", required: ["id"], properties: { id: { type: "string" } } },
      Text: {
        allOf: [{ $ref: "#/components/schemas/Base" }],
        properties: { kind: { const: "text" }, words: { type: "integer", minimum: 1 } },
      },
      Photo: {
        type: "object",
        properties: {
          kind: { const: "photo" },
          next: { $ref: "#/components/schemas/Photo" },
          size: { anyOf: [{ type: "null" }, { type: "number" }] },
        },
      },
    },
  },
};
const work = { $ref: "#/components/schemas/Work" };

test("the alternative that a value belongs to is described", () => {
  expect(formSchemaOf(document, work, { kind: "photo" }).properties).toMatchObject({
    kind: { enum: ["photo"] },
    size: { type: "number" },
  });
});

test("the first alternative is described if nothing tells them apart", () => {
  expect(formSchemaOf(document, work)).toMatchObject({
    type: "object",
    required: ["id"],
    properties: { id: { type: "string" }, words: { type: "integer", minimum: 1 } },
  });
});

test("a schema that contains itself is described to a limited depth, without references", () => {
  const described = JSON.stringify(formSchemaOf(document, { $ref: "#/components/schemas/Photo" }));
  expect(described).not.toContain("$ref");
  expect(described.match(/"next"/g)?.length).toBeLessThan(10);
});

test("schemas that contain each other in many ways are read a limited number of times", () => {
  let reads = 0;
  const names = ["A", "B", "C", "D", "E", "F", "G", "H"];
  const schemaOf = () => ({
    get properties() {
      reads += 1;
      return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
    },
    oneOf: names.map((name) => ({ $ref: `#/components/schemas/${name}`, description: "one of many" })),
  });
  const schemas = Object.fromEntries(names.map((name) => [name, schemaOf()]));
  formSchemaOf({ ...document, components: { schemas } }, { $ref: "#/components/schemas/A" }, {});
  expect(reads).toBeGreaterThan(0);
  expect(reads).toBeLessThan(50_000);
});

test("alternatives and parts that lead back to the schema end", () => {
  const itself = { $ref: "#/components/schemas/Loop", description: "itself" };
  const Loop = { type: "object", oneOf: [itself, { type: "null" }], allOf: [itself], anyOf: [itself] };
  const described = formSchemaOf({ ...document, components: { schemas: { Loop } } }, itself, {});
  expect(described).toMatchObject({ type: "object" });
});
