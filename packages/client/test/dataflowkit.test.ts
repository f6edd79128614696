import { describe, expect } from "vitest";
import {
  createDataflowKitClient,
  createDataflowKitHttp,
  isNotFoundError,
  isTaskCanceledError,
  isTaskFailedError,
  isTimeoutError,
  isUnauthorizedError,
} from "../src/dataflowkit/index.ts";
import { test } from "./test.ts";
import { virtualClock } from "./virtual-clock.ts";

describe("named methods", () => {
  test("list, run, read and delete tasks", async ({ mock, apiKey }) => {
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: mock.url("dataflowkit-v1") });
    const [task] = await dataflowkit.listTasks().page();
    const id = task?.id ?? "";
    expect((await dataflowkit.runTask(id)).status).toMatch(/^(queued|running|completed)$/);
    expect(await dataflowkit.waitForTask(id, { pollIntervalMs: 10 })).toMatchObject({
      id,
      status: "completed",
    });
    expect(await dataflowkit.getTaskPayload(id)).toBeTypeOf("object");
    expect(await dataflowkit.getTaskResults(id)).toMatch(/^http:/);
    expect(await dataflowkit.deleteTask(id)).toBeUndefined();
    const failure: unknown = await dataflowkit.getTaskInfo(id).catch((error: unknown) => error);
    expect(isNotFoundError(failure)).toBe(true);
  });

  test("go through the list as with the other APIs", async ({ mock, apiKey }) => {
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: mock.url("dataflowkit-v1") });
    const statuses: string[] = [];
    for await (const { status } of dataflowkit.listTasks()) statuses.push(status);
    for await (const page of dataflowkit.listTasks().pages()) statuses.push(`${page.length} tasks`);
    expect(statuses).toEqual(["initialized", "initialized", "2 tasks"]);
  });

  test("take a link from text as well as from JSON", async ({ serve, apiKey }) => {
    const link = "https://results.example/Rw8Z.csv";
    const bodies = [link, JSON.stringify(link)];
    const { url } = await serve((_, response) => response.end(bodies.shift()));
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: url });
    expect(await dataflowkit.getTaskResults("5f2b")).toBe(link);
    expect(await dataflowkit.getTaskResults("5f2b")).toBe(link);
  });

  test("take any body for an answer that says no more than its status", async ({ serve, apiKey }) => {
    const { url } = await serve((_, response) => response.end("Task was deleted"));
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: url });
    expect(await dataflowkit.deleteTask("5f2b")).toBeUndefined();
    const { data, response } = await dataflowkit.http.DELETE("/tasks/{task_id}", {
      params: { path: { task_id: "5" } },
    });
    expect([data, response.status]).toEqual([undefined, 200]);
  });

  test("fail with the text of the service", async ({ serve, apiKey }) => {
    const { url } = await serve((_, response) =>
      response.writeHead(401, { "content-type": "text/plain" }).end("Invalid API key"),
    );
    const error: unknown = await createDataflowKitClient({ apiKey, baseUrl: url })
      .runTask("5f2b")
      .catch((reason: unknown) => reason);
    expect(isUnauthorizedError(error) && error.body).toBe("Invalid API key");
  });
});

describe("http", () => {
  test("has the same credentials, retries and bodies", async ({ mock, apiKey }) => {
    const http = createDataflowKitHttp({ apiKey, baseUrl: mock.url("dataflowkit-v1") });
    const { data = [] } = await http.POST("/tasks");
    const params = { path: { task_id: data[0]?.id ?? "" } };
    await http.POST("/tasks/{task_id}/run", { params });
    await expect
      .poll(async () => (await http.POST("/tasks/{task_id}/store", { params })).data)
      .toMatch(/^http:/);
  });
});

describe("waitForTask", () => {
  test.for([
    ["cancelled", isTaskCanceledError],
    ["error", isTaskFailedError],
  ] as const)("fails if the task ends as %s", async ([status, guard], { serve, apiKey }) => {
    const { url } = await serve((_, response) => response.end(JSON.stringify({ id: "5f2b", status })));
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: url, clock: virtualClock() });
    const error: unknown = await dataflowkit.waitForTask("5f2b").catch((reason: unknown) => reason);
    expect(guard(error) && error.task).toEqual({ id: "5f2b", status });
    expect(error).toMatchObject({ taskId: "5f2b", operationId: "waitForTask" });
  });
});

describe("downloadResults", () => {
  test("downloads the file of a task", async ({ mock, apiKey }) => {
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: mock.url("dataflowkit-v1") });
    for await (const { id } of dataflowkit.listTasks()) {
      await dataflowkit.runTask(id);
      await dataflowkit.waitForTask(id, { pollIntervalMs: 10 });
      const file = await dataflowkit.downloadResults(id);
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(10);
    }
  });

  test("says that a link does not work", async ({ serve, apiKey }) => {
    const { url } = await serve((request, response) => {
      if (request.method === "POST") response.end(JSON.stringify(`${url}/gone.csv`));
      else response.writeHead(410).end("Expired");
    });
    const download = createDataflowKitClient({ apiKey, baseUrl: url }).downloadResults("5f2b");
    await expect(download).rejects.toThrow(
      "downloadResults failed with status 410: Expired. The link may have expired: ask for it again.",
    );
  });

  test("fails when nothing arrives any more, however long the file takes before", async ({
    serve,
    apiKey,
  }) => {
    const { url } = await serve((request, response) => {
      if (request.method === "POST") response.end(JSON.stringify(`${url}/stuck.csv`));
      else response.write("a,b\n");
    });
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: url, timeoutMs: 50 });
    const file = await dataflowkit.downloadResults("5f2b");
    const error: unknown = await file.text().catch((reason: unknown) => reason);
    expect(isTimeoutError(error)).toBe(true);
    expect(error).toMatchObject({ operationId: "downloadResults" });
  });

  test("can be stopped half-way", async ({ serve, apiKey }) => {
    const controller = new AbortController();
    const { url } = await serve((request, response) => {
      if (request.method === "POST") response.end(JSON.stringify(`${url}/long.csv`));
      else response.write("a,b\n");
    });
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: url });
    const file = await dataflowkit.downloadResults("5f2b", { signal: controller.signal });
    controller.abort();
    await expect(file.text()).rejects.toMatchObject({ name: "AbortError" });
    await (await dataflowkit.downloadResults("5f2b")).body?.cancel();
  });

  test("fails when there is nobody at the link, or it is none", async ({ serve, apiKey }) => {
    const links = ["http://127.0.0.1:1/file.csv", "file.csv"];
    const { url } = await serve((_, response) => response.end(JSON.stringify(links.shift())));
    const dataflowkit = createDataflowKitClient({ apiKey, baseUrl: url });
    await expect(dataflowkit.downloadResults("5f2b")).rejects.toMatchObject({ name: "ConnectionError" });
    await expect(dataflowkit.downloadResults("5f2b")).rejects.toMatchObject({ name: "ConnectionError" });
  });
});
