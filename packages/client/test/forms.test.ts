import { describe, expect } from "vitest";
import { createScaleBetaClient } from "../src/scale-beta/index.ts";
import { createScaleClient, encodeForm } from "../src/scale/index.ts";
import { createCalls } from "./create-calls.ts";
import * as requests from "./requests.ts";
import { test } from "./test.ts";

const callbackUrl = "http://127.0.0.1:9/";

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

  test("with http", async ({ mock, apiKey }) => {
    const { http } = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
    const { data } = await http.POST("/task/annotation", {
      body: { ...requests.annotation, callback_url: callbackUrl },
      bodySerializer: encodeForm,
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(data?.params).toMatchObject(requests.annotation);
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
