import { describe, expect } from "vitest";
import { createScaleBetaClient } from "../src/scale-beta/index.ts";
import {
  type CallOptions,
  createScaleClient,
  createScaleHttp,
  encodeForm,
  type ScaleClientOptions,
} from "../src/scale/index.ts";
import { createCalls } from "./create-calls.ts";
import * as requests from "./requests.ts";
import { test } from "./test.ts";

const callbackUrl = "http://127.0.0.1:9/";
const type = "application/x-www-form-urlencoded";
const form = { "content-type": type };

describe("A form says the same as JSON", () => {
  test.for(createCalls)("about a task of the type $type: $name", async ({ create }, { mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    const asJson = await create(scale);
    const asForm = await create(scale, { bodyEncoding: "form" });
    expect(asForm.params).toEqual(asJson.params);
    expect([asForm.type, asForm.instruction]).toEqual([asJson.type, asJson.instruction]);
  });

  test("about one category, text with every kind of character, and metadata", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    const body = {
      ...requests.categorization,
      instruction: "50 % + ½ & more?\n„Ja“ = 👍",
      categories: ["one"],
      category_ids: { "17": "one" },
      metadata: { order: { lines: ["a"] } },
    };
    const task = await scale.createCategorizationTask(body, { bodyEncoding: "form" });
    expect(task).toMatchObject({ instruction: body.instruction, metadata: body.metadata });
    expect(task.params).toMatchObject({ categories: ["one"], category_ids: { "17": "one" } });
  });

  test("to the beta", async ({ mock, apiKey }) => {
    const scale = createScaleBetaClient({ apiKey, baseUrl: mock.url("scale-beta"), bodyEncoding: "form" });
    const body = { ...requests.categorization, attachment_type: "text" as const, callback_url: callbackUrl };
    expect((await scale.createCategorizationTask(body)).params.categories).toEqual(["big", "small"]);
  });

  test("with http and a serializer of the program's own", async ({ mock, apiKey }) => {
    const { http } = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
    const { data } = await http.POST("/task/annotation", {
      body: { ...requests.annotation, callback_url: callbackUrl },
      bodySerializer: encodeForm,
      headers: form,
    });
    expect(data?.params).toMatchObject(requests.annotation);
  });
});

/** Every way in which a program can say that a body is a form. */
const ways: readonly (readonly [string, (options: ScaleClientOptions) => Promise<unknown>])[] = [
  ["bodyEncoding of a client", (options) => create({ ...options, bodyEncoding: "form" })],
  ["bodyEncoding of a call", (options) => create(options, { bodyEncoding: "form" })],
  ["a header of a client", (options) => create({ ...options, headers: form })],
  ["a header of a call", (options) => create(options, { headers: form })],
  [
    "a header of a call, in other words",
    (options) => create(options, { headers: { "Content-Type": `${type}; charset=UTF-8` } }),
  ],
  [
    "a header of a call, where the client has JSON",
    (options) => create({ ...options, bodyEncoding: "json" }, { headers: new Headers(form) }),
  ],
  [
    "bodyEncoding of a call, where the client has a header",
    (options) =>
      create({ ...options, headers: { "content-type": "application/json" } }, { bodyEncoding: "form" }),
  ],
  ["a header of http", (options) => post(createScaleClient(options).http, form)],
  [
    "bodyEncoding of a client, with http",
    (options) => post(createScaleClient({ ...options, bodyEncoding: "form" }).http),
  ],
  [
    "a header of a client, with http",
    (options) => post(createScaleClient({ ...options, headers: form }).http),
  ],
  [
    "bodyEncoding of createScaleHttp",
    (options) => post(createScaleHttp({ ...options, bodyEncoding: "form" })),
  ],
  ["a header of createScaleHttp", (options) => post(createScaleHttp({ ...options, headers: form }))],
  ["a header of a call with createScaleHttp", (options) => post(createScaleHttp(options), form)],
];

const body = { ...requests.annotation, callback_url: callbackUrl };
const create = (options: ScaleClientOptions, call?: CallOptions): Promise<unknown> =>
  createScaleClient(options).createAnnotationTask(body, call);
const post = (http: ReturnType<typeof createScaleHttp>, headers = {}): Promise<unknown> =>
  http.POST("/task/annotation", { body, headers });

describe("A body is written as its header says:", () => {
  test.for(ways)("%s", async ([, send], { serve }) => {
    const sent: string[] = [];
    const { url, requests: received } = await serve((request, response) => {
      request.setEncoding("utf8").on("data", (text: string) => sent.push(text));
      request.on("end", () => response.end("{}"));
    });
    await send({ apiKey: "k3y", baseUrl: url });
    expect(received[0]?.headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(sent.join("")).toBe(encodeForm(body));
  });

  test.for([
    [
      "a method",
      (options: ScaleClientOptions) => create(options, { headers: { "content-type": "text/xml" } }),
    ],
    ["http", (options: ScaleClientOptions) => post(createScaleHttp(options), { "content-type": "text/xml" })],
  ] as const)("%s refuses one that it cannot write", async ([, send]) => {
    await expect(send({ apiKey: "k3y" })).rejects.toThrow(
      "This body cannot be text/xml: set bodyEncoding instead.",
    );
  });

  test.for([
    ["text", form, "categories%5B%5D=a&note=50%25"],
    ["URLSearchParams", form, new URLSearchParams("categories[]=a&note=50%")],
    ["JSON", { "content-type": "application/json" }, '{"categories": ["a"]}'],
  ] as const)(
    "http sends one that is written already as it is: %s",
    async ([, headers, written], { serve }) => {
      const sent: string[] = [];
      const { url } = await serve((request, response) => {
        request.setEncoding("utf8").on("data", (text: string) => sent.push(text));
        request.on("end", () => response.end("{}"));
      });
      const asIs = { body: written as never };
      const { http } = createScaleClient({ apiKey: "k3y", baseUrl: url });
      await http.POST("/task/annotation", { ...asIs, headers });
      await createScaleHttp({ apiKey: "k3y", baseUrl: url, headers }).POST("/task/annotation", asIs);
      expect(sent).toEqual([String(written), String(written)]);
    },
  );

  test("http refuses URLSearchParams that are to be sent as JSON, instead of sending nothing of them", async () => {
    const http = createScaleHttp({ apiKey: "k3y" });
    await expect(
      http.POST("/task/annotation", { body: new URLSearchParams("a=b") as never }),
    ).rejects.toThrow("This body cannot be json: set bodyEncoding instead.");
  });

  test("a request without a body says nothing of one", async ({ serve }) => {
    const { url, requests: received } = await serve((_, response) => response.end("{}"));
    const http = createScaleHttp({ apiKey: "k3y", baseUrl: url, bodyEncoding: "form" });
    await http.GET("/tasks");
    await http.POST("/task/{task_id}/cancel", { params: { path: { task_id: "5f2b" } } });
    await createScaleClient({ apiKey: "k3y", baseUrl: url, bodyEncoding: "form" }).cancelTask("5f2b");
    expect(received.map(({ headers }) => headers["content-type"])).toEqual([undefined, undefined, undefined]);
  });
});

test("A call may choose JSON where the client has forms.", async ({ serve, apiKey }) => {
  const { url, requests: sent } = await serve((_, response) => response.end("{}"));
  const scale = createScaleClient({ apiKey, baseUrl: url, bodyEncoding: "form" });
  await scale.createCategorizationTask(requests.categorization);
  await scale.createCategorizationTask(requests.categorization, { bodyEncoding: "json" });
  expect(sent.map(({ headers }) => headers["content-type"])).toEqual([
    "application/x-www-form-urlencoded",
    "application/json",
  ]);
});
