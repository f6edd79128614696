import { type EventSourceMessage, EventSourceParserStream } from "eventsource-parser/stream";
import { describe, expect, onTestFinished } from "vitest";
import { type MockServer, startMockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, send } from "./support/send.ts";

interface Following {
  readonly response: Response;
  /** The next events. */
  readonly take: (count: number) => Promise<[string | undefined, Record<string, unknown>][]>;
  readonly stop: () => void;
}

const follow = async (mock: MockServer, query = ""): Promise<Following> => {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const response = await fetch(`${mock.url()}/_mock/events${query}`, { signal: controller.signal });
  const events = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  const next = async (): Promise<EventSourceMessage> => {
    const { value } = (await events?.read()) ?? {};
    if (value === undefined) throw new Error("The stream has ended.");
    return value;
  };
  return {
    response,
    take: async (count) => {
      const taken: [string | undefined, Record<string, unknown>][] = [];
      while (taken.length < count) {
        const { event, data } = await next();
        taken.push([event, JSON.parse(data) as Record<string, unknown>]);
      }
      return taken;
    },
    stop: () => controller.abort(),
  };
};

test("the life of a task can be followed", async ({ mock }) => {
  const account = newKey("live");
  const events = await follow(mock, `?account=${account}`);
  expect(events.response.headers.get("content-type")).toContain("text/event-stream");
  const taskId = await createTask(mock, account);
  await send(mock, "GET /scale-v1/tasks", { key: newKey() });
  await mock.account(account).clock.freeze();
  await send(mock, `POST /_mock/tasks/${taskId}/complete`);
  const told = { account, taskId, api: "scale-v1" };
  expect(await events.take(5)).toMatchObject([
    ["task", { ...told, status: "pending" }],
    ["request", { account, operation: "createCategorizationTask", status: 200 }],
    ["clock", { account, frozen: true }],
    ["task", { ...told, status: "completed" }],
    ["delivery", { ...told, status: "pending", attempts: [{ error: "ECONNREFUSED" }] }],
  ]);
});

test("a stream without data has the names of events, each once for many", async ({ mock }) => {
  const account = newKey("live");
  const events = await follow(mock, `?account=${account}&data=none`);
  for (let count = 0; count < 20; count++) await createTask(mock, account);
  await mock.account(account).clock.freeze();
  const names: (string | undefined)[] = [];
  while (names.at(-1) !== "clock") {
    const [[name, data] = []] = await events.take(1);
    expect(data).toEqual({});
    names.push(name);
  }

  expect(new Set(names)).toEqual(new Set(["task", "request", "clock"]));
  // 20 tasks, and as many requests, would be 41 events.
  expect(names.length).toBeLessThan(41);
});

test("a run of Dataflow Kit can be followed", async ({ mock, apiKey }) => {
  const { body } = await send(mock, "POST /dataflowkit-v1/tasks", { key: apiKey });
  const [task] = body as unknown as { id: string }[];
  const events = await follow(mock, `?account=${apiKey}`);
  await send(mock, `POST /dataflowkit-v1/tasks/${task?.id}/run`, { key: apiKey });
  const told = await events.take(4);
  expect(told.filter(([name]) => name === "task").map(([, { status }]) => status)).toEqual([
    "queued",
    "running",
    "completed",
  ]);
});

test("without an account all are followed, and requests without one", async () => {
  const mock = await startMockServer();
  onTestFinished(mock.close);
  const events = await follow(mock);
  await fetch(`${mock.url("scale-v1")}/nowhere`);
  await send(mock, "GET /scale-v1/tasks", { key: "a" });
  await send(mock, "GET /scale-beta/tasks", { key: "b" });
  const told = await events.take(3);
  expect(told).toMatchObject([
    ["request", { path: "/nowhere", status: 404 }],
    ["request", { account: "a" }],
    ["request", { account: "b" }],
  ]);
  expect(told[0]?.[1]).not.toHaveProperty("account");
});

describe("a stream ends", () => {
  test("when the client goes away, and the others go on", async ({ mock, apiKey }) => {
    const [one, other] = [await follow(mock, `?account=${apiKey}`), await follow(mock, `?account=${apiKey}`)];
    one.stop();
    await send(mock, "GET /scale-v1/tasks", { key: apiKey });
    expect(await other.take(1)).toMatchObject([["request", {}]]);
    await expect(one.take(1)).rejects.toThrow("aborted");
  });

  test("when the server closes, which does not wait for it", async () => {
    const mock = await startMockServer();
    const events = await follow(mock);
    await mock.close();
    await expect(events.take(1)).rejects.toThrow("The stream has ended.");
  });
});

test("HEAD of the event stream gets a response, and opens no stream", async ({ mock }) => {
  const response = await fetch(`${mock.url()}/_mock/events`, { method: "HEAD" });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(await response.text()).toBe("");
});
