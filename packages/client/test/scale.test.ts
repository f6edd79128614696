import { describe, expect } from "vitest";
import { createScaleClient, createScaleHttp, NotFoundError } from "../src/scale/index.ts";
import { createCalls, taskTypes } from "./create-calls.ts";
import * as requests from "./requests.ts";
import { test } from "./test.ts";

const callbackUrl = "http://127.0.0.1:9/";

describe("named methods", () => {
  test.for(createCalls)("create a task of the type $type: $name", async (call, { mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    const { type, callback_url, params, ...task } = await call.create(scale);
    expect({ type, callback_url }).toEqual({ type: call.type, callback_url: callbackUrl });
    expect({ ...task, ...params }).toMatchObject(call.body);
  });

  test("create tasks of all types", () => {
    expect(new Set(createCalls.map(({ type }) => type))).toEqual(new Set(taskTypes));
  });

  test("read and cancel a task", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const { createCategorizationTask, getTask, cancelTask } = createScaleClient({
      apiKey,
      baseUrl: mock.url("scale-v1"),
      callbackUrl,
    });
    const { task_id } = await createCategorizationTask(requests.categorization);
    expect(await getTask(task_id)).toMatchObject({ task_id, status: "pending" });
    expect(await cancelTask(task_id)).toMatchObject({ task_id, status: "canceled" });
  });

  test("send the default callback URL only where a body has none", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    const own = { ...requests.categorization, callback_url: "http://127.0.0.1:8/own" };
    expect((await scale.createCategorizationTask(own)).callback_url).toBe("http://127.0.0.1:8/own");
    expect((await scale.createCategorizationTask(requests.categorization)).callback_url).toBe(callbackUrl);
  });

  test.for(["", ".", "..", undefined])(
    "refuse %j as an id, which would lead elsewhere",
    async (id, { mock, apiKey }) => {
      const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
      await expect(scale.cancelTask(id as string)).rejects.toThrow(/^cancelTask needs a task_id, not /);
    },
  );

  test("escape ids", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
    await expect(scale.getTask("../tasks?limit=1")).rejects.toThrow(NotFoundError);
  });
});

describe("http", () => {
  test("returns what the service answers, failures included", async ({ mock, apiKey }) => {
    const http = createScaleHttp({ apiKey, baseUrl: mock.url("scale-v1") });
    const found = await http.GET("/tasks", { params: { query: { limit: 1 } } });
    expect(found.data).toMatchObject({ docs: [], limit: 1 });
    const missing = await http.GET("/task/{task_id}", { params: { path: { task_id: "none" } } });
    expect(missing.error).toMatchObject({ status_code: 404 });
    expect(missing.response.status).toBe(404);
  });

  test("is part of a client", async ({ mock, apiKey }) => {
    const { http } = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1") });
    const body = { ...requests.categorization, callback_url: callbackUrl };
    const { data } = await http.POST("/task/categorization", { body });
    expect(data?.params.categories).toEqual(["big", "small"]);
  });
});

test("A client without a key is not made.", () => {
  expect(() => createScaleClient({ apiKey: "" })).toThrow("apiKey is empty.");
});
