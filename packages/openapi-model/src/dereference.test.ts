import { expect, test } from "vitest";
import { dereference } from "./dereference.ts";

test("a reference is replaced by what it points at, and what stands next to it is laid over", () => {
  const document = {
    a: { $ref: "#/defs/b~1c", default: 1 },
    defs: { "b/c": { type: "integer", items: [{ $ref: "#/defs/d" }] }, d: { type: "null" } },
  };

  expect(dereference(document)).toMatchObject({
    a: { type: "integer", default: 1, items: [{ type: "null" }] },
  });
});

test("what contains itself still does", () => {
  const tree = dereference({ node: { child: { $ref: "#/node" } } }) as { node: { child: unknown } };

  expect(tree.node.child).toHaveProperty("child");
});

test("the original stays as it was", () => {
  const document = { a: { $ref: "#/b" }, b: { c: 1 } };
  dereference(document, (node) => delete node["c"]);

  expect(document).toEqual({ a: { $ref: "#/b" }, b: { c: 1 } });
});

test("what stands beside the reference by which a schema contains itself is laid over it", () => {
  const document = {
    node: { type: "object", properties: { child: { $ref: "#/node", description: "The next one." } } },
  };
  const tree = dereference(document) as typeof document;

  expect(tree.node.properties.child).toMatchObject({ type: "object", description: "The next one." });
  expect(tree.node).not.toHaveProperty("description");
});

test.for([
  ["#/nowhere", "#/nowhere: the $ref leads to nothing: there is no /nowhere. Correct the $ref."],
  ["other.yaml", "other.yaml: the $ref leads out of the document. Bundle the document first."],
  ["#/a", "#/a: the $ref leads back to itself. Point it at a value."],
])("a reference that leads nowhere is named: %s", ([$ref, message]) => {
  expect(() => dereference({ a: { $ref } })).toThrow(message);
});
