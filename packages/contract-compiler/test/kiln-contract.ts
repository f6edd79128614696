import type { MediaType, Schema } from "@task-contracts/openapi-model";
import type { BundledApi } from "../src/bundled-api.ts";

const json = (schema: Schema): Record<string, MediaType> => ({ "application/json": { schema } });

const firing = {
  type: "object",
  required: ["kind", "pieces"],
  properties: {
    kind: { type: "string", enum: ["bisque", "glaze"] },
    pieces: { type: "integer", minimum: 1 },
    cones: { type: "array", items: { type: "integer" } },
    crackle: { type: "boolean", default: false },
    shelves: {
      type: "object",
      properties: { note: { type: "string" } },
      additionalProperties: { $ref: "#/components/schemas/Count" },
    },
    corner: {
      type: "array",
      prefixItems: [{ type: "integer" }, { type: "string" }],
      minItems: 2,
      maxItems: 2,
    },
    spare: { type: ["integer", "null"] },
    label: { type: ["integer", "string"] },
    name: { type: "string", maxLength: 3 },
    shelf: { type: "object", properties: { level: { $ref: "#/components/schemas/Level" } } },
    inside: { $ref: "#/components/schemas/Firing" },
    peak: { $ref: "#/components/schemas/Reading/properties/degrees" },
  },
};

const done = { type: "object", required: ["pieces"], properties: { pieces: { type: "integer" } } };

/** A contract with the shapes that a rule needs and that the real contracts may lack. */
export const kiln: BundledApi = {
  id: "kiln-v1",
  contract: {
    openapi: "3.1.0",
    info: { title: "Kiln", version: "1" },
    security: [{ password: [] }],
    paths: {
      "/kilns/{kiln}/firings": {
        parameters: [{ name: "kiln", in: "path", required: true, schema: { type: "integer" } }],
        get: {
          operationId: "listFirings",
          security: [{}, { key: [] }],
          parameters: [
            { name: "since", in: "query", allowEmptyValue: true, schema: { type: "string", format: "date" } },
            { name: "limit", in: "query", allowEmptyValue: true, schema: { type: "integer", default: 10 } },
            { name: "kind", in: "query", schema: { type: "array", items: { type: "string" } } },
            { name: "ids", in: "query", explode: false, schema: { $ref: "#/components/schemas/Ids" } },
            { name: "X-Trace", in: "header", required: true, schema: { type: "integer" } },
          ],
          responses: { "200": { content: json({ $ref: "#/components/schemas/Reading" }) } },
        },
        post: {
          operationId: "createFiring",
          requestBody: {
            required: true,
            content: {
              ...json({ $ref: "#/components/schemas/Firing" }),
              "application/x-www-form-urlencoded": { schema: { $ref: "#/components/schemas/Firing" } },
              "application/octet-stream": {},
            },
          },
          responses: {
            "200": {
              content: { ...json(firing), "text/plain": { schema: { type: "string", minLength: 2 } } },
            },
            "204": {},
            default: { content: json({ $ref: "#/components/schemas/Event" }) },
          },
          callbacks: {
            done: {
              "{$request.body#/url}": {
                post: {
                  operationId: "onDone",
                  requestBody: {
                    content: { ...json(done), "application/x-www-form-urlencoded": { schema: done } },
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
      securitySchemes: {
        password: { type: "http", scheme: "Basic" },
        key: { type: "apiKey", in: "header", name: "kiln-key" },
      },
      schemas: {
        Firing: firing,
        Count: { type: "integer" },
        Level: { type: "integer", default: 1 },
        Ids: { type: "array", items: { type: "integer" } },
        Reading: {
          type: "object",
          properties: { degrees: { type: "integer" }, at: { type: "string", default: "now" } },
        },
        Event: {
          oneOf: [{ $ref: "#/components/schemas/Opened" }, { $ref: "#/components/schemas/Failed" }],
          discriminator: {
            propertyName: "type",
            mapping: { opened: "#/components/schemas/Opened", failed: "#/components/schemas/Failed" },
          },
        },
        Opened: {
          type: "object",
          required: ["type", "at"],
          properties: {
            type: { type: "string", const: "opened" },
            at: { type: "string", format: "date-time" },
          },
        },
        Failed: {
          type: "object",
          required: ["type", "reason"],
          properties: { type: { type: "string", const: "failed" }, reason: { type: "string" } },
        },
      },
    },
  },
};
