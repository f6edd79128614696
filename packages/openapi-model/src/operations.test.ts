import { expect, test } from "vitest";
import type { OpenApiDocument } from "./document.ts";
import { examplesOf, listOperations, preferredContent } from "./operations.ts";

const document: OpenApiDocument = {
  openapi: "3.1.0",
  info: { title: "Kilns", version: "1" },
  security: [{ key: [] }],
  paths: {
    "/kilns/{id}": {
      parameters: [{ name: "id", in: "path", required: true }, { $ref: "#/components/parameters/limit" }],
      get: {
        operationId: "getKiln",
        parameters: [{ name: "limit", in: "query", required: true }],
        responses: { "200": { $ref: "#/components/responses/Kiln" } },
        security: [],
      },
      post: {
        requestBody: { content: { "application/json": { schema: true } } },
        callbacks: { fired: { $ref: "#/components/callbacks/fired" } },
      },
    },
  },
  components: {
    parameters: { limit: { name: "limit", in: "query" } },
    responses: { Kiln: { description: "A kiln.", content: { "application/json": { schema: {} } } } },
    callbacks: {
      fired: { "{$request.body#/url}": { post: { operationId: "onFired", responses: { "2XX": {} } } } },
    },
  },
};

const [get, post] = listOperations(document);

test("operations are listed in the order of the document, with their references followed", () => {
  expect(get).toMatchObject({ id: "getKiln", method: "get", path: "/kilns/{id}", summary: "", tags: [] });
  expect(get?.responses["200"]?.description).toBe("A kiln.");
});

test("an operation without an operationId is known by its method and path", () => {
  expect(post?.id).toBe("POST /kilns/{id}");
});

test("an operation's own parameter replaces that of the path item", () => {
  expect(get?.parameters).toEqual([
    { name: "id", in: "path", required: true },
    { name: "limit", in: "query", required: true },
  ]);
  expect(post?.parameters.at(-1)).toEqual({ name: "limit", in: "query" });
});

test("an operation without a security requirement of its own has that of the document", () => {
  expect(get?.security).toEqual([]);
  expect(post?.security).toEqual([{ key: [] }]);
});

test("a callback has its name, its expression, and what an operation has", () => {
  expect(post?.callbacks).toEqual([
    expect.objectContaining({ name: "fired", path: "{$request.body#/url}", method: "post", id: "onFired" }),
  ]);
});

test("the preferred content of a body is the first that is described", () => {
  expect(preferredContent(post?.requestBody?.content)?.mediaType).toBe("application/json");
  expect(preferredContent({})).toBeUndefined();
});

test("examples are named, with their references followed", () => {
  const withExamples = { ...document, components: { examples: { small: { summary: "Small", value: 1 } } } };
  const media = { examples: { small: { $ref: "#/components/examples/small" }, large: { value: 9 } } };
  expect(examplesOf(withExamples, media)).toEqual([
    { name: "small", summary: "Small", value: 1 },
    { name: "large", summary: "", value: 9 },
  ]);
});
