import { describe, expect } from "vitest";
import { createScaleBetaClient, createScaleBetaHttp, isTaskCanceledError } from "../src/scale-beta/index.ts";
import { test } from "./test.ts";

const request = {
  instruction: "Is this animal big or small?",
  attachment_type: "text" as const,
  attachment: "ant",
  categories: ["big", "small"],
};

describe("createScaleBetaClient", () => {
  test("creates, reads, waits for and lists tasks", async ({ mock, apiKey }) => {
    const options = { apiKey, baseUrl: mock.url("scale-beta"), callbackUrl: "http://127.0.0.1:9/" };
    const scale = createScaleBetaClient(options);
    const task = await scale.createCategorizationTask(request);
    const completed = await scale.waitForTask(task, { pollIntervalMs: 10 });
    expect(request.categories).toContain(completed.response.category);
    expect(await scale.getTask(task.task_id)).toEqual(completed);
    expect(await scale.listTasks().page()).toEqual([completed]);
    for await (const listed of scale.listTasks()) expect(listed).toEqual(completed);
  });

  test("gives up on canceled tasks", async ({ serve, apiKey }) => {
    const { url } = await serve((_, response) => response.end('{"task_id":"5f2b","status":"canceled"}'));
    const wait = createScaleBetaClient({ apiKey, baseUrl: url }).waitForTask("5f2b");
    expect(isTaskCanceledError(await wait.catch((error: unknown) => error))).toBe(true);
  });
});

test("createScaleBetaHttp is openapi-fetch with a key.", async ({ mock, apiKey }) => {
  expect((await createScaleBetaHttp({ apiKey, baseUrl: mock.url("scale-beta") }).GET("/tasks")).data).toEqual(
    [],
  );
});
