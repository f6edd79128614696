import { expect, test } from "vitest";
import type { Schema } from "@task-contracts/openapi-model";
import type { BundledApi } from "./bundled-api.ts";
import { schemaTypes } from "./schema-types.ts";

const api: BundledApi = {
  id: "kiln-v1",
  contract: {
    openapi: "3.1.0",
    info: { title: "Kiln", version: "1" },
    components: {
      schemas: {
        Count: { type: "integer" },
        MaybeCount: { anyOf: [], allOf: [{ $ref: "#/components/schemas/Count" }] },
      },
    },
  },
};

test.for<[Schema, string[]]>([
  [true, []],
  [{}, []],
  [{ type: "integer" }, ["integer"]],
  [{ type: ["integer", "null"] }, ["integer", "null"]],
  [{ $ref: "#/components/schemas/Count" }, ["integer"]],
  [{ $ref: "#/components/schemas/MaybeCount" }, ["integer"]],
  [{ type: "object", allOf: [{ properties: {} }] }, ["object"]],
  [{ anyOf: [{ type: "integer" }] }, []],
])("the schema %j states the types %j", ([schema, types]) => {
  expect([...schemaTypes(api, schema)]).toEqual(types);
});
