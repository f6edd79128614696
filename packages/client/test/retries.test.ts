import { describe, expect } from "vitest";
import { createDataflowKitClient } from "../src/dataflowkit/index.ts";
import { createScaleClient, TooManyRequestsError } from "../src/scale/index.ts";
import { categorization } from "./requests.ts";
import { test } from "./test.ts";
import { virtualClock } from "./virtual-clock.ts";

describe("a call that only reads is repeated", () => {
  test.for([408, 429, 500, 503])("after status %i", async (status, { mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "listTasks", status, times: 2 });
    const clock = virtualClock();
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), clock });
    expect(await scale.listTasks().page()).toMatchObject({ docs: [] });
    expect(clock.waits).toHaveLength(2);
  });

  test("after a dropped connection", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "listTasks", drop: true });
    const clock = virtualClock();
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), clock });
    expect(await scale.listTasks().page()).toMatchObject({ docs: [] });
    expect(clock.waits).toHaveLength(1);
  });

  test("after a timeout", async ({ serve, apiKey }) => {
    const { url, requests } = await serve((_, response) => {
      if (requests.length > 1) response.end('{"task_id":"5f2b"}');
    });
    const scale = createScaleClient({ apiKey, baseUrl: url, clock: virtualClock(), timeoutMs: 50 });
    expect(await scale.getTask("5f2b")).toEqual({ task_id: "5f2b" });
  });

  test("after the time that the service asks for", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "listTasks", status: 429, retryAfter: 17 });
    const clock = virtualClock();
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), clock });
    await scale.listTasks().page();
    expect(clock.waits).toEqual([17_000]);
  });

  test("at the date that the service names", async ({ serve, apiKey }) => {
    const clock = virtualClock();
    const { url, requests } = await serve((_, response) => {
      if (requests.length > 1) return response.end('{"task_id":"5f2b"}');
      return response.writeHead(503, { "retry-after": new Date(clock.now() + 9000).toUTCString() }).end();
    });
    await createScaleClient({ apiKey, baseUrl: url, clock }).getTask("5f2b");
    expect(clock.waits).toEqual([9000]);
  });

  test("with http too", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "listTasks", status: 500 });
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), clock: virtualClock() });
    expect((await scale.http.GET("/tasks")).data).toMatchObject({ docs: [] });
  });

  test("even if it is a POST, as with Dataflow Kit", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "listTasks", status: 500 });
    await account.addFault({ target: "request", operation: "listTasks", drop: true });
    const clock = virtualClock();
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: mock.url("dataflowkit-v1"), clock });
    expect(await dataflowkit.listTasks().page()).toHaveLength(2);
    expect(clock.waits).toHaveLength(2);
  });
});

describe("a call is not repeated", () => {
  test("if it creates", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "createCategorizationTask", status: 500 });
    await account.addFault({ target: "request", operation: "createCategorizationTask", drop: true });
    const attempts: number[] = [];
    const scale = createScaleClient({
      apiKey,
      baseUrl: mock.url("scale-v1"),
      callbackUrl: "http://127.0.0.1:9/",
      onRequest: ({ attempt }) => void attempts.push(attempt),
    });
    await expect(scale.createCategorizationTask(categorization)).rejects.toMatchObject({ status: 500 });
    await expect(scale.createCategorizationTask(categorization)).rejects.toMatchObject({
      name: "ConnectionError",
    });
    expect(attempts).toEqual([1, 1]);
    expect(await scale.listTasks().page()).toMatchObject({ total: 0 });
  });

  test("if it cancels", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "cancelTask", status: 503, times: 5 });
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), retries: 5 });
    await expect(scale.cancelTask("5f2b")).rejects.toMatchObject({ status: 503 });
    expect(await account.requests()).toHaveLength(1);
  });

  test("if it runs or deletes", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", status: 500, times: 2 });
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: mock.url("dataflowkit-v1") });
    await expect(dataflowkit.runTask("5f2b")).rejects.toMatchObject({ status: 500 });
    await expect(dataflowkit.deleteTask("5f2b")).rejects.toMatchObject({ status: 500 });
    expect(await account.requests()).toHaveLength(2);
  });

  test("if the failure will not pass", async ({ mock, apiKey, account }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), clock: virtualClock() });
    await expect(scale.getTask("5f2b")).rejects.toMatchObject({ status: 404 });
    expect(await account.requests()).toHaveLength(1);
  });

  test("if the service asks for more than a minute", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "getTask", status: 429, retryAfter: 3600 });
    const clock = virtualClock();
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), clock });
    const call = scale.getTask("5f2b");
    await expect(call).rejects.toThrow(TooManyRequestsError);
    await expect(call).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
    expect(clock.waits).toEqual([]);
  });

  test("more often than retries says", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "getTask", status: 500, times: 9 });
    const scale = createScaleClient({
      apiKey,
      baseUrl: mock.url("scale-v1"),
      retries: 4,
      clock: virtualClock(),
    });
    await expect(scale.getTask("5f2b")).rejects.toMatchObject({ status: 500 });
    await expect(scale.getTask("5f2b", { retries: 0 })).rejects.toMatchObject({ status: 500 });
    expect(await account.requests()).toHaveLength(6);
  });
});
