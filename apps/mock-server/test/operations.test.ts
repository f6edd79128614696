import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { type LogEvent, type MockServer, startMockServer } from "../src/index.ts";
import { accountMark } from "../src/log/account-mark.ts";
import { serve } from "./support/fault-server.ts";
import { newTask } from "./support/new-task.ts";

const start = async (log?: (event: LogEvent) => void): Promise<MockServer> => {
  const mock = await startMockServer({ ...(log && { log }) });
  onTestFinished(mock.close);
  return mock;
};

/** The values of metrics, by name and labels. */
const readMetrics = async (mock: MockServer): Promise<ReadonlyMap<string, number>> => {
  const response = await fetch(`${mock.url()}/_mock/metrics`);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
};

/** A receiver, and the headers of what it received. */
const startReceiver = async (): Promise<{ url: string; headers: Record<string, unknown>[] }> => {
  const headers: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    headers.push(request.headers);
    request.resume();
    response.end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, headers };
};

const requestsOf = (operation: string, status: number): string =>
  `task_mock_requests_total{api="scale-v1",operation="${operation}",status="${status}"}`;

describe("metrics", () => {
  test("count requests by operation and status, callbacks and writes", async () => {
    const mock = await start();
    const receiver = await startReceiver();
    const id = await newTask(mock.url("scale-v1"), "test_counted", receiver.url);
    await mock.account("test_counted").waitForCallback(id, { until: "ended" });
    await fetch(`${mock.url("scale-v1")}/tasks`);
    const metrics = await readMetrics(mock);
    expect(metrics.get(requestsOf("createCategorizationTask", 200))).toBe(1);
    expect(metrics.get(requestsOf("listTasks", 401))).toBe(1);
    expect(metrics.get('task_mock_callback_attempts_total{result="succeeded"}')).toBe(1);
    expect(metrics.get("task_mock_callback_duration_seconds_count")).toBe(1);
    expect(metrics.get("task_mock_accounts")).toBe(1);
    expect(metrics.get("task_mock_store_write_seconds_count")).toBeGreaterThan(0);
    expect(metrics.get("task_mock_store_write_failures_total")).toBe(0);
    expect([...metrics.values()].every(Number.isFinite)).toBe(true);
  });

  test("show what is due, and that buckets are cumulative", async () => {
    const mock = await start();
    const account = mock.account("test_due");
    await account.updateSettings({ testCompletion: "delayed", completionDelayMs: 60_000 });
    await newTask(mock.url("scale-v1"), "test_due", "http://127.0.0.1:9/");
    const metrics = await readMetrics(mock);
    expect(metrics.get("task_mock_jobs_waiting")).toBe(1);
    expect(metrics.get("task_mock_job_lag_seconds")).toBe(0);
    const buckets = [...metrics].filter(([name]) => name.startsWith("task_mock_store_write_seconds_bucket"));
    const counts = buckets.map(([, count]) => count);
    expect(counts).toEqual(counts.toSorted((left, right) => left - right));
    expect(counts.at(-1)).toBe(metrics.get("task_mock_store_write_seconds_count"));
  });

  test("show the delay of the event loop and the process", async () => {
    const mock = await start();
    await readMetrics(mock);
    const metrics = await readMetrics(mock);
    expect(metrics.has('task_mock_event_loop_delay_seconds{of="highest"}')).toBe(true);
    expect(metrics.get("process_resident_memory_bytes")).toBeGreaterThan(1e6);
  });
});

const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

describe("a request with a traceparent", () => {
  test("has it in the log, and the callbacks of its task carry it", async () => {
    const events: LogEvent[] = [];
    const mock = await start((event) => void events.push(event));
    const receiver = await startReceiver();
    const created = await fetch(`${mock.url("scale-v1")}/task/categorization`, {
      method: "POST",
      headers: {
        authorization: `Basic ${btoa("test_traced:")}`,
        "content-type": "application/json",
        traceparent: trace,
        "x-request-id": "from-the-client",
      },
      body: JSON.stringify({
        callback_url: receiver.url,
        instruction: "Is this big or small?",
        attachment_type: "text",
        attachment: "ant",
        categories: ["big", "small"],
      }),
    });
    const { task_id: id } = (await created.json()) as { task_id: string };
    await mock.account("test_traced").waitForCallback(id, { until: "ended" });
    expect(receiver.headers).toMatchObject([{ traceparent: trace }]);
    const account = accountMark("test_traced");
    expect(events).toContainEqual(
      expect.objectContaining({ event: "request", requestId: "from-the-client", account, trace }),
    );
    expect(events).toContainEqual(expect.objectContaining({ event: "delivery", account }));
    expect(JSON.stringify(events)).not.toContain("test_traced");
  });

  test.each(["", "01", trace.toUpperCase(), `00-${"0".repeat(32)}-00f067aa0ba902b7-01`])(
    "that is not one is ignored: %j",
    async (traceparent) => {
      const events: LogEvent[] = [];
      const mock = await start((event) => void events.push(event));
      const response = await fetch(`${mock.url("scale-v1")}/tasks`, {
        headers: { authorization: `Basic ${btoa("test_k:")}`, traceparent },
      });
      expect(response.status).toBe(200);
      await expect.poll(() => events).toHaveLength(1);
      expect(events[0]).not.toHaveProperty("trace");
    },
  );
});

test("requests without an id get one, and each another", async () => {
  const events: LogEvent[] = [];
  const mock = await start((event) => void events.push(event));
  for (let count = 0; count < 2; count++) await fetch(mock.url());
  await expect.poll(() => events.length).toBe(2);
  const ids = events.map((event) => event.event === "request" && event.requestId);
  expect(new Set(ids).size).toBe(2);
  expect(ids[0]).toMatch(/^[\da-f]{8}-\d+$/);
});

test("each API has its description at openapi.json, the control API too", async () => {
  const mock = await start();
  for (const api of [...mock.apis, "_mock"]) {
    const response = await fetch(`${mock.url()}/${api}/openapi.json`);
    expect(response.headers.get("content-type")).toBe("application/json");
    const { openapi, paths } = (await response.json()) as { openapi: string; paths: object };
    expect(openapi).toMatch(/^3\./);
    expect(Object.keys(paths).length).toBeGreaterThan(2);
  }
  expect((await fetch(`${mock.url("scale-v1")}/openapi.json`, { method: "POST" })).status).toBe(404);
});

const call = async (origin: string): Promise<void> => {
  await fetch(`${origin}/_mock/accounts`);
  await fetch(`${origin}/scale-v1/tasks`, { headers: { authorization: `Basic ${btoa("test_k:")}` } });
  await fetch(`${origin}/scale-v1/nothing`);
};
const linesOf = (text: string): { event: string; api?: string; level?: string; status?: number }[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

describe("what a server prints", () => {
  test("with --no-control-log has no requests to the control API", async () => {
    const server = await serve({ args: ["--no-control-log"] });
    await call(server.origin);
    await server.writes(/nothing/);
    const requests = linesOf(server.output.stdout).filter(({ event }) => event === "request");
    expect(requests.map(({ level, status }) => [level, status])).toEqual([
      ["info", 200],
      ["warn", 404],
    ]);
  });

  test("with --log-level warn has only what failed", async () => {
    const server = await serve({ args: ["--log-level", "warn"] });
    await call(server.origin);
    await server.writes(/nothing/);
    const requests = linesOf(server.output.stdout).filter(({ event }) => event === "request");
    expect(requests.map(({ status }) => status)).toEqual([404]);
  });
});
