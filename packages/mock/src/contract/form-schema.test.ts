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
