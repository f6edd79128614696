import { describe, expect } from "vitest";
import {
  createScaleClient,
  isTaskCanceledError,
  isWaitTimeoutError,
  type ScaleClient,
  type Task,
} from "../src/scale/index.ts";
import { categorization } from "./requests.ts";
import { test } from "./test.ts";
import { type VirtualClock, virtualClock } from "./virtual-clock.ts";

/** A client of which each wait is followed by something that happens elsewhere. */
const clientThatWaits = (
  options: { readonly apiKey: string; readonly baseUrl: string },
  happens: (wait: number) => Promise<unknown> = async () => undefined,
): { readonly scale: ScaleClient; readonly clock: VirtualClock } => {
  const time = virtualClock();
  const clock = {
    ...time,
    sleep: async (ms: number, signal: AbortSignal) => {
      await time.sleep(ms, signal);
      await happens(time.waits.length);
    },
  };
  return { scale: createScaleClient({ ...options, clock, callbackUrl: "http://127.0.0.1:9/" }), clock };
};

describe("waitForTask", () => {
  test("reads a task until it is completed, less and less often", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    let id = "";
    const { scale, clock } = clientThatWaits({ apiKey, baseUrl: mock.url("scale-v1") }, async (wait) => {
      if (wait === 4) await account.completeTask(id, { response: { category: "small" } });
    });
    const task = await scale.createCategorizationTask(categorization);
    id = task.task_id;
    const completed = await scale.waitForTask(task);
    expect(completed.response.category).toBe("small");
    expect(clock.waits).toEqual([1000, 1500, 2250, 3375]);
    expect(await account.requests({ operation: "getTask" })).toHaveLength(5);
  });

  test("returns at once what is completed already", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "in-response" });
    const { scale, clock } = clientThatWaits({ apiKey, baseUrl: mock.url("scale-v1") });
    const { task_id } = await scale.createCategorizationTask(categorization);
    expect(await scale.waitForTask(task_id)).toMatchObject({ task_id, status: "completed" });
    expect(clock.waits).toEqual([]);
  });

  test("returns work that failed, with its error", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const { scale } = clientThatWaits({ apiKey, baseUrl: mock.url("scale-v1") });
    const task = await scale.createCategorizationTask(categorization);
    await account.completeTask(task.task_id, { error: "Nobody knows." });
    expect((await scale.waitForTask(task)).response.error).toBe("Nobody knows.");
  });

  test("fails if the task is canceled", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const { scale } = clientThatWaits({ apiKey, baseUrl: mock.url("scale-v1") }, () => scale.cancelTask(id));
    const { task_id: id } = await scale.createCategorizationTask(categorization);
    const error: unknown = await scale.waitForTask(id).catch((reason: unknown) => reason);
    expect(isTaskCanceledError<Task>(error) && error.task.status).toBe("canceled");
    expect(error).toMatchObject({ code: "task_canceled", taskId: id });
  });

  test("fails if it takes too long, at the time that was set", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const { scale, clock } = clientThatWaits({ apiKey, baseUrl: mock.url("scale-v1") });
    const { task_id } = await scale.createCategorizationTask(categorization);
    const error: unknown = await scale
      .waitForTask(task_id, { timeoutMs: 20_000, pollIntervalMs: 5000, maxPollIntervalMs: 6000 })
      .catch((reason: unknown) => reason);
    expect(isWaitTimeoutError(error) && error.task.status).toBe("pending");
    expect((error as Error).message).toBe(
      `waitForTask gave up: task ${task_id} is still pending after 20000 ms. Raise timeoutMs.`,
    );
    expect(clock.waits).toEqual([5000, 6000, 6000, 3000]);
  });

  test("is stopped by its signal", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const controller = new AbortController();
    const { scale } = clientThatWaits({ apiKey, baseUrl: mock.url("scale-v1") }, async () =>
      controller.abort(),
    );
    const { task_id } = await scale.createCategorizationTask(categorization);
    const wait = scale.waitForTask(task_id, { signal: controller.signal });
    await expect(wait).rejects.toMatchObject({ name: "AbortError", operationId: "waitForTask" });
  });

  test("is stopped while it really sleeps", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const scale = createScaleClient({
      apiKey,
      baseUrl: mock.url("scale-v1"),
      callbackUrl: "http://127.0.0.1:9/",
    });
    const { task_id } = await scale.createCategorizationTask(categorization);
    const wait = scale.waitForTask(task_id, { signal: AbortSignal.timeout(200), pollIntervalMs: 60_000 });
    await expect(wait).rejects.toMatchObject({ name: "AbortError" });
  });

  test("fails with what reading the task fails with", async ({ mock, apiKey }) => {
    const { scale } = clientThatWaits({ apiKey, baseUrl: mock.url("scale-v1") });
    await expect(scale.waitForTask("5f2b")).rejects.toMatchObject({
      name: "NotFoundError",
      operationId: "getTask",
    });
  });
});
