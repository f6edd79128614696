import { describe, expect, test } from "vitest";
import { refName, resolve, valueAt } from "./resolve.ts";

const document = {
  paths: { "/kilns": { get: { operationId: "listKilns" } } },
  components: {
    schemas: {
      Kiln: { $ref: "#/components/schemas/Oven" },
      Oven: { type: "object", title: "Oven" },
      Loop: { $ref: "#/components/schemas/Pool" },
      Pool: { $ref: "#/components/schemas/Loop" },
    },
  },
};

describe("resolve", () => {
  test("leaves a node without $ref as it is", () => {
    expect(resolve(document, { type: "string" })).toEqual({ type: "string" });
  });

  test("follows one $ref to the next", () => {
    expect(resolve(document, { $ref: "#/components/schemas/Kiln" })).toBe(document.components.schemas.Oven);
  });

  test("lays what stands beside a $ref over what it points at", () => {
    const node = { $ref: "#/components/schemas/Oven", title: "My oven" };
    expect(resolve<object>(document, node)).toEqual({ type: "object", title: "My oven" });
  });

  test("understands escapes in a $ref", () => {
    expect(resolve(document, { $ref: "#/paths/~1kilns/get" })).toEqual({ operationId: "listKilns" });
  });

  test.for([
    ["#/components/schemas/Lost", "the $ref leads to nothing: there is no /components/schemas/Lost."],
    ["#/components/schemas/constructor", "the $ref leads to nothing"],
    ["kiln.yaml#/Kiln", "the $ref leads out of the document. Bundle the document first."],
    ["#/components/schemas/Loop", "the $ref leads back to itself."],
  ])("says what is wrong with the $ref %s", ([$ref = "", message]) => {
    expect(() => resolve(document, { $ref })).toThrow(message);
  });
});

describe("valueAt", () => {
  test("follows the references on the way", () => {
    expect(valueAt(document, ["components", "schemas", "Kiln", "title"])).toBe("Oven");
  });

  test("is undefined where nothing is, inherited properties included", () => {
    expect(valueAt(document, ["paths", "/ovens", "get"])).toBeUndefined();
    expect(valueAt(document, ["paths", "toString"])).toBeUndefined();
  });
});

test("a component is known by the last step of its reference", () => {
  expect(refName({ $ref: "#/components/schemas/Kiln" })).toBe("Kiln");
  expect(refName({ type: "object" })).toBeUndefined();
});
