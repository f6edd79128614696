import { expect, test } from "vitest";
import { toHttpOperations } from "./http-operations.ts";

const document = {
  openapi: "3.1.0",
  info: { title: "Test", version: "1" },
  paths: {
    "/tasks": {
      post: {
        operationId: "createTask",
        callbacks: { onCompleted: { "{$request.body#/callback_url}": { post: { responses: {} } } } },
        responses: {
          "200": {
            description: "The task.",
            content: {
              "application/json": {
                schema: { $ref: "#/components/schemas/Task" },
                examples: { one: { value: { created_at: "2026-03-02T09:14:07.412Z" } } },
              },
            },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Task: {
        type: "object",
        properties: {
          created_at: { type: "string", format: "date-time", pattern: "Z$" },
          words: { type: "array", maxItems: 100 },
          pair: { type: "array", minItems: 2, maxItems: 2 },
          many: { type: "array", minItems: 8, maxItems: 100 },
          open: { type: "array" },
        },
      },
    },
  },
};

const [content] = toHttpOperations(document).get("createTask")?.responses[0]?.contents ?? [];

test("Prism gets no callbacks, since it would send them", () => {
  expect(toHttpOperations(document).get("createTask")).not.toHaveProperty("callbacks");
});

test("Prism gets the dialect JSON Schema 2020-12", () => {
  expect(content?.schema?.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
});

test("Prism gets formats without patterns, since it cannot make up a date from a pattern", () => {
  expect(content?.schema?.properties?.["created_at"]).toEqual({ type: "string", format: "date-time" });
});

test("Prism fills arrays with a few items, or with as many as they need", () => {
  expect(content?.schema?.properties).toMatchObject({
    words: { maxItems: 3 },
    pair: { maxItems: 2 },
    many: { maxItems: 8 },
    open: { maxItems: 3 },
  });
});

test("Prism gets the examples by name", () => {
  expect(content?.examples).toMatchObject([
    { key: "one", value: { created_at: "2026-03-02T09:14:07.412Z" } },
  ]);
});
