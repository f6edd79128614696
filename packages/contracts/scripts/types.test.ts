import { describe, expect, test } from "vitest";
import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import { emitTypes } from "./types.ts";

const kiln: BundledApi = {
  id: "kiln-v1",
  contract: {
    openapi: "3.1.0",
    info: { title: "Kiln", version: "1" },
    paths: {
      "/firings": {
        post: {
          operationId: "createFiring",
          summary: "Fire the kiln",
          description: "Takes all day.",
          responses: { "204": {} },
          callbacks: {
            "firing-done": {
              "{$request.body#/url}": {
                post: {
                  operationId: "onFiringDone",
                  summary: "The kiln is cold",
                  requestBody: {
                    content: { "application/json": { schema: { $ref: "#/components/schemas/Firing" } } },
                  },
                  responses: { "200": {} },
                },
              },
            },
          },
        },
      },
    },
    components: {
      schemas: { Firing: { type: "object", properties: { cone: { type: "integer", default: 6 } } } },
    },
  },
};

describe("the types of a contract", () => {
  test("have callbacks by operation and name, with their comments", async () => {
    const callbacks =
      /^export interface callbacks \{\n {4}createFiring: \{\n {8}\/\*\* The kiln is cold \*\/\n {8}"firing-done": \{\n/m;
    expect(await emitTypes(kiln)).toMatch(callbacks);
  });

  test("have no operation that is a callback, and no webhook", async () => {
    expect(await emitTypes(kiln)).not.toMatch(/onFiringDone|webhooks/);
  });

  test("have an empty set of callbacks where there are none", async () => {
    expect(
      await emitTypes({
        id: "kiln-v1",
        contract: { openapi: "3.1.0", info: { title: "Kiln", version: "1" }, paths: {} },
      }),
    ).toContain("export interface callbacks {\n}");
  });

  test("have the comments of operations where clients take their methods from", async () => {
    expect(await emitTypes(kiln)).toMatch(
      /^export interface operations \{\n {4}\/\*\*\n {5}\* Fire the kiln\n {5}\* @description Takes all day\.\n {5}\*\/\n {4}createFiring: \{/m,
    );
  });

  test("have each schema under its own name, and let values with a default be absent", async () => {
    const types = await emitTypes(kiln);
    expect(types).toMatch(/^export type Firing = \{\n {4}\/\*\* @default 6 \*\/\n {4}cone\?: number;\n\};$/m);
    expect(types).toContain("        Firing: Firing;\n");
  });

  test("refer to schemas by their names", async () => {
    expect(await emitTypes(kiln)).toContain('"application/json": Firing;');
    expect(await emitTypes(kiln)).not.toContain('components["schemas"]');
  });

  test("mark an operation as deprecated", async () => {
    const { paths = {}, ...contract } = structuredClone(kiln.contract);
    const post = { ...paths["/firings"]?.post, deprecated: true };
    const types = await emitTypes({ ...kiln, contract: { ...contract, paths: { "/firings": { post } } } });
    expect(types).toMatch(
      /^export interface operations \{\n {4}\/\*\*\n {5}\* Fire the kiln\n {5}\* @deprecated/m,
    );
  });

  test("are not made of webhooks, which would be lost", async () => {
    const contract = { ...kiln.contract, webhooks: {} };
    await expect(emitTypes({ ...kiln, contract })).rejects.toThrow("webhooks: types of webhooks");
  });
});
