import { describe, expect } from "vitest";
import { createScaleClient, createScaleHttp } from "../src/scale/index.ts";
import { test } from "./test.ts";

const apiKey = "test_k3y";
type Call = (
  path: string,
) => Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>;

describe.each([
  ["http of a client", (baseUrl: string) => createScaleClient({ apiKey, baseUrl }).http],
  ["createScaleHttp", (baseUrl: string) => createScaleHttp({ apiKey, baseUrl })],
] as const)("a message without a body is not an empty one for %s:", (_name, create) => {
  test("HEAD", async ({ serve }) => {
    const { url, requests } = await serve((_request, response) =>
      response.writeHead(200, { "content-type": "application/json", "content-length": "271" }).end(),
    );
    const result = await (create(url).HEAD as Call)("/tasks");
    expect([result.data, result.error, result.response.status]).toEqual([undefined, undefined, 200]);
    expect(result.response.headers.get("content-length")).toBe("271");
    expect(requests.map(({ method }) => method)).toEqual(["HEAD"]);
  });

  test.for([204, 205, 304])("status %i", async (status, { serve }) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end());
    const { response } = await create(url).GET("/task/{task_id}", { params: { path: { task_id: "5f2b" } } });
    expect([response.status, response.body]).toEqual([status, null]);
  });

  test("but status 200 without one is", async ({ serve }) => {
    const { url } = await serve((_request, response) => response.writeHead(200).end());
    await expect(create(url).GET("/tasks")).rejects.toMatchObject({ name: "EmptyBodyError", status: 200 });
  });
});

describe("a method that promises something rejects", () => {
  test("if it gets status 204", async ({ serve }) => {
    const { url } = await serve((_, response) => response.writeHead(204).end());
    const call = createScaleClient({ apiKey, baseUrl: url }).getTask("5f2b");
    await expect(call).rejects.toMatchObject({ name: "EmptyBodyError", status: 204 });
  });

  test("if it gets status 304", async ({ serve }) => {
    const { url } = await serve((_, response) => response.writeHead(304).end());
    const call = createScaleClient({ apiKey, baseUrl: url }).getTask("5f2b");
    await expect(call).rejects.toThrow("getTask failed with status 304: no body.");
  });
});
