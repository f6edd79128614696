import createClient from "openapi-fetch";
import { describe, expect, test } from "vitest";
import type { HeaderValues } from "./client-options.ts";
import { bodyEncoder } from "./encode-body.ts";
import { writeRequest } from "./write-request.ts";

const baseUrl = "https://api.example/v1";

/** The request that openapi-fetch sends. */
const sentByOpenapiFetch = async (
  method: "GET" | "POST",
  path: string,
  init: object,
  headers: HeaderValues = {},
): Promise<Request> => {
  const sent: Request[] = [];
  const http = createClient<Record<string, never>>({
    baseUrl,
    headers: headers as HeadersInit,
    fetch: async (request) => {
      sent.push(request);
      return Response.json({});
    },
  }) as unknown as Record<string, (path: string, init: object) => Promise<unknown>>;
  await http[method]?.(path, init);
  const [request] = sent;
  if (!request) throw new Error("openapi-fetch sent nothing.");
  return request;
};

const contentOf = async (request: Request): Promise<object> => ({
  method: request.method,
  url: request.url,
  headers: Object.fromEntries(request.headers),
  body: await request.text(),
});

describe("requests come out as openapi-fetch writes them:", () => {
  test.for([
    "5f2b8c1e9d3a47006b1e8f20",
    "../tasks?limit=1",
    "a b+c",
    "50 %",
    "#",
    "{task_id}",
    "$&",
    "é",
    "👍",
  ])("the id %s", async (id) => {
    const ids = { task_id: id };
    const path = "/task/{task_id}/cancel";
    const request = writeRequest(
      { method: "POST", path },
      { baseUrl, operationId: "test", ids: [id], bodyEncoder },
    )();
    const expected = await sentByOpenapiFetch("POST", path, { params: { path: ids } });
    expect(await contentOf(request)).toEqual(await contentOf(expected));
  });

  test.for([
    {},
    { limit: 0, status: "completed" },
    { start_time: "2026-04-21T07:30:12.000+02:00", type: undefined, next_token: null },
    { next_token: "a b&c=d+e#f/é👍", offset: false },
    { tags: ["a", "b c"], none: [] },
  ])("the filters %j", async (values) => {
    const operation = { method: "GET", path: "/tasks", takes: "query" } as const;
    const request = writeRequest(operation, { baseUrl, operationId: "test", ids: [], values, bodyEncoder })();
    const expected = await sentByOpenapiFetch("GET", "/tasks", { params: { query: values } });
    expect(await contentOf(request)).toEqual(await contentOf(expected));
  });

  test.for([
    [undefined, { "x-team": "blue", "X-Tool": null, "x-none": undefined }],
    [
      { "X-Team": "red", "x-tool": "t" },
      { "x-team": "blue", "X-Tool": null },
    ],
    [{ "x-team": null, accept: "text/plain" }, undefined],
    [new Headers({ "x-team": "red" }), new Headers({ "x-tool": "t" })],
    [undefined, { "content-type": "application/json; charset=utf-8" }],
  ] as const)("headers of a client and a call, case %#", async ([clientHeaders, headers]) => {
    const values = { attachment: "ant", since: new Date(0), nothing: undefined, list: [null, "ä"] };
    const operation = { method: "POST", path: "/tasks", takes: "body" } as const;
    const content = {
      baseUrl,
      operationId: "test",
      ids: [],
      values,
      bodyEncoder,
      clientHeaders,
      headers,
    } as const;
    const init = { body: values, params: { header: headers } };
    const expected = await sentByOpenapiFetch("POST", "/tasks", init, clientHeaders);
    expect(await contentOf(writeRequest(operation, content)())).toEqual(await contentOf(expected));
  });
});

test("A base URL may end with a slash.", () => {
  const operation = { method: "GET", path: "/tasks" };
  const content = { baseUrl: `${baseUrl}/`, operationId: "test", ids: [], bodyEncoder } as const;
  expect(writeRequest(operation, content)().url).toBe(`${baseUrl}/tasks`);
});

test("A form says that it is one, whatever the client says of its bodies.", async () => {
  const operation = { method: "POST", path: "/tasks", takes: "body" } as const;
  const request = writeRequest(operation, {
    baseUrl,
    operationId: "test",
    ids: [],
    values: { categories: ["big"] },
    bodyEncoder,
    bodyEncoding: "form",
    clientHeaders: { "content-type": "application/json" },
  })();
  expect(request.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
  expect(await request.text()).toBe("categories%5B%5D=big");
});

test("Each try has a request of its own, with a body to send.", async () => {
  const operation = { method: "POST", path: "/tasks", takes: "body" } as const;
  const make = writeRequest(operation, {
    baseUrl,
    operationId: "test",
    ids: [],
    values: { a: 1 },
    bodyEncoder,
  });
  expect([await make().text(), await make().text()]).toEqual(['{"a":1}', '{"a":1}']);
});
