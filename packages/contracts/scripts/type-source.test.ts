import { describe, expect, test } from "vitest";
import type { Schema } from "@task-contracts/openapi-model";
import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";
import { toTypeSource } from "./type-source.ts";

const apiWith = (schemas: Record<string, Schema>, more: object = {}): BundledApi => ({
  id: "kiln-v1",
  contract: {
    openapi: "3.1.0",
    info: { title: "Kiln", version: "1" },
    paths: {
      "/firings": {
        post: {
          operationId: "createFiring",
          requestBody: {
            content: { "application/json": { schema: { $ref: "#/components/schemas/Request" } } },
          },
        },
      },
    },
    components: { schemas },
    ...more,
  },
});

const cone = { type: "integer", description: "How hot it gets." };

const sourceOf = (schemas: Record<string, Schema>, more: object = {}): Schema | undefined =>
  toTypeSource(apiWith({ Cone: cone, ...schemas }, more)).components?.schemas?.["Request"];

describe("types are made of a schema", () => {
  const ref = { $ref: "#/components/schemas/Cone" };

  test.for<[string, Schema, Schema]>([
    ["without a discriminator", { oneOf: [ref], discriminator: { propertyName: "type" } }, { oneOf: [ref] }],
    [
      "with a property that is called discriminator",
      { properties: { discriminator: { type: "string" } } },
      { properties: { discriminator: { type: "string" } } },
    ],
    [
      "with the description of what a property refers to",
      { properties: { cone: ref } },
      { properties: { cone: { ...ref, description: "How hot it gets." } } },
    ],
    [
      "with a property's own description, if it has one",
      { properties: { cone: { ...ref, description: "The last one." } } },
      { properties: { cone: { ...ref, description: "The last one." } } },
    ],
    [
      "with descriptions inside as well",
      { items: { properties: { cone: ref } } },
      { items: { properties: { cone: { ...ref, description: "How hot it gets." } } } },
    ],
  ])("%s", ([, schema, source]) => {
    expect(sourceOf({ Request: schema })).toEqual(source);
  });

  test("that says of a property that it is deprecated, where it refers to something deprecated", () => {
    const Old = { type: "string", deprecated: true };
    const Request = { properties: { old: { $ref: "#/components/schemas/Old" } } };
    expect(sourceOf({ Old, Request })).toMatchObject({ properties: { old: { deprecated: true } } });
  });
});

describe("the optional properties of a request", () => {
  const Request = {
    required: ["a"],
    properties: { a: { type: "string" }, b: { type: "string", default: "c" } },
  };

  test("may be null if the contract takes null for absent", () => {
    expect(sourceOf({ Request }, { "x-null-is-absent": true })).toEqual({
      required: ["a"],
      properties: {
        a: { type: "string" },
        b: { default: "c", oneOf: [{ type: "string", default: "c" }, { type: "null" }] },
      },
    });
  });

  test("may not be null otherwise", () => {
    expect(sourceOf({ Request })).toEqual(Request);
  });
});
