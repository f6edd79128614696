import { describe, expect, test } from "vitest";
import type { BundledApi } from "./bundled-api.ts";
import { kiln } from "../test/kiln-contract.ts";
import { buildOperationTable } from "./operation-table.ts";

/** A contract with one operation. */
function withOperation(operation: object): BundledApi {
  return {
    id: "kiln-v1",
    contract: {
      openapi: "3.1.0",
      info: { title: "Kiln", version: "1" },
      paths: { "/kilns": { get: operation } },
    },
  };
}

describe("an operation table", () => {
  const { listFirings, createFiring } = buildOperationTable(kiln);

  test("lists the parameters of the path item before the operation's own", () => {
    expect(listFirings?.parameters.map(({ name }) => name)).toEqual([
      "kiln",
      "since",
      "limit",
      "kind",
      "ids",
      "X-Trace",
    ]);
  });

  test("says how arrays are written, and leaves that out for single values", () => {
    expect(listFirings?.parameters).toContainEqual({
      name: "kind",
      in: "query",
      required: false,
      style: "form",
      explode: true,
    });
    expect(listFirings?.parameters).toContainEqual({
      name: "ids",
      in: "query",
      required: false,
      style: "form",
      explode: false,
    });
    expect(listFirings?.parameters).toContainEqual({ name: "kiln", in: "path", required: true });
  });

  test("says when credentials are optional", () => {
    expect(listFirings?.security).toEqual([
      { type: "none" },
      { type: "apiKey", in: "header", name: "kiln-key" },
    ]);
  });

  test("falls back on the security of the whole contract", () => {
    expect(createFiring?.security).toEqual([{ type: "http", scheme: "basic" }]);
  });

  test("has an entry for a response without a body", () => {
    expect(createFiring?.responses["204"]).toEqual([]);
  });

  test.for<[string, object, string]>([
    ["an operation without an id", {}, "paths./kilns.get: the operation has no operationId. Add one."],
    [
      "an unknown scheme",
      { operationId: "a", security: [{ key: [] }] },
      'operation a, security {"key":[]}: ',
    ],
    [
      "two schemes at once",
      { operationId: "a", security: [{ x: [], y: [] }] },
      "must name one declared scheme",
    ],
    [
      "a cookie",
      { operationId: "a", parameters: [{ name: "c", in: "cookie", schema: {} }] },
      "operation a, parameter c",
    ],
    ["a lost $ref", { operationId: "a", responses: { 200: { $ref: "#/components/x" } } }, "#/components/x"],
    [
      "two calls in one callback",
      { operationId: "a", callbacks: { c: { u: { get: {}, put: {} } } } },
      "operation a, callback c",
    ],
  ])("is refused for %s, with the place", ([, operation, message]) => {
    expect(() => buildOperationTable(withOperation(operation))).toThrow(message);
  });
});
