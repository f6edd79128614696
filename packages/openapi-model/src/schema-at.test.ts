import { expect, test } from "vitest";
import { schemasAt } from "./schema-at.ts";

const document = {
  components: {
    schemas: {
      Task: { oneOf: [{ $ref: "#/components/schemas/Small" }, { $ref: "#/components/schemas/Large" }] },
      Small: { properties: { status: { const: "open" }, parts: { items: { properties: { id: {} } } } } },
      Large: { allOf: [{ properties: { status: { const: "done" } } }] },
      Tree: { properties: { child: { $ref: "#/components/schemas/Tree" } }, title: "Tree" },
      Loop: { allOf: [{ $ref: "#/components/schemas/Loop" }], title: "Loop" },
    },
  },
};
const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test("a property is found in every member of a union, through references", () => {
  expect(schemasAt(document, schema("Task"), ["status"])).toEqual([{ const: "open" }, { const: "done" }]);
});

test("an index of an array leads to its items", () => {
  expect(schemasAt(document, schema("Small"), ["parts", "0", "id"])).toEqual([{}]);
});

test("what no schema describes is not found", () => {
  expect(schemasAt(document, schema("Task"), ["color"])).toEqual([]);
  expect(schemasAt(document, schema("Task"), ["toString"])).toEqual([]);
  expect(schemasAt(document, undefined, ["color"])).toEqual([]);
});

test("a schema that contains itself is followed as far as the pointer goes", () => {
  expect(schemasAt(document, schema("Tree"), ["child", "child"])).toEqual([document.components.schemas.Tree]);
  expect(schemasAt(document, schema("Loop"), [])).toEqual([document.components.schemas.Loop]);
});
