import { describe, expect, test } from "vitest";
import { type BundledApi, resolve } from "./contract.ts";

const api: BundledApi = {
  id: "kiln-v1",
  contract: {
    openapi: "3.1.0",
    paths: { "/kilns": { get: { operationId: "listKilns" } } },
    components: { schemas: { Kiln: { $ref: "#/components/schemas/Oven" }, Oven: { type: "object" } } },
  },
};

describe("resolve", () => {
  test("leaves a node without $ref as it is", () => {
    expect(resolve(api, { type: "string" })).toEqual({ type: "string" });
  });

  test("follows one $ref to the next", () => {
    expect(resolve<object>(api, { $ref: "#/components/schemas/Kiln" })).toEqual({ type: "object" });
  });

  test("understands escapes in a $ref", () => {
    expect(resolve<object>(api, { $ref: "#/paths/~1kilns/get" })).toEqual({ operationId: "listKilns" });
  });

  test("says which $ref leads nowhere, in which API", () => {
    expect(() => resolve<object>(api, { $ref: "#/components/schemas/Lost" })).toThrow(
      "kiln-v1, #/components/schemas/Lost: a $ref leads to nothing in the bundle. Correct the $ref.",
    );
  });
});
