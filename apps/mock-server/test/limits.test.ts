import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { controlContract } from "@task-contracts/mock/control/contract";
import { type MockServer, MockError, type MockServerOptions, startMockServer } from "../src/index.ts";
import {
  bounds,
  defaultLimits,
  fixedBounds,
  type LimitName,
  limitNames,
  limitsOf,
} from "@task-contracts/mock/limits";
import { accountsOf, categorization, createTask, newKey, send } from "./support/send.ts";

const startServer = async (limits: MockServerOptions["limits"] = {}): Promise<MockServer> => {
  const mock = await startMockServer({ limits });
  onTestFinished(mock.close);
  return mock;
};

/** Opens a request that lasts, until the test ends. */
const open = (mock: MockServer, path: string): Promise<unknown> => {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  return fetch(`${mock.url()}/_mock${path}`, { signal: stop.signal });
};

describe("what goes beyond a limit gets a 507 that names it and says how to raise it", () => {
  interface Case {
    readonly limit: LimitName;
    readonly lines: Readonly<Record<string, string>>;
    readonly json?: object;
    /** Uses the limit up, which is 1. */
    readonly fill: (mock: MockServer) => Promise<unknown>;
  }
  const [key, other] = ["test_first", "test_other"];
  const fault = { target: "request", status: 500, operation: "getTask" };
  const cases: readonly Case[] = [
    {
      limit: "accounts",
      fill: (mock) => createTask(mock, key),
      lines: {
        freezeClock: `POST /_mock/clock/freeze?account=${other}`,
        resumeClock: `POST /_mock/clock/resume?account=${other}`,
        advanceClockToNext: `POST /_mock/clock/next?account=${other}`,
        resetClock: `POST /_mock/clock/real-time?account=${other}`,
      },
    },
    {
      limit: "accounts",
      fill: (mock) => createTask(mock, key),
      lines: { setClock: `POST /_mock/clock/set?account=${other}` },
      json: { now: "2099-01-01T00:00:00Z" },
    },
    {
      limit: "accounts",
      fill: (mock) => createTask(mock, key),
      lines: { updateSettings: `PATCH /_mock/settings?account=${other}` },
      json: { checkAttachments: true },
    },
    {
      limit: "accounts",
      fill: (mock) => createTask(mock, key),
      lines: { updateReceiver: `PATCH /_mock/receiver?account=${other}` },
      json: { status: 500 },
    },
    {
      limit: "accounts",
      fill: (mock) => createTask(mock, key),
      lines: { advanceClock: `POST /_mock/clock/advance?account=${other}` },
      json: { hours: 1 },
    },
    {
      limit: "accounts",
      fill: (mock) => createTask(mock, key),
      lines: { createDataflowkitTask: `POST /_mock/dataflowkit-tasks?account=${other}` },
      json: { kind: "extraction" },
    },
    {
      limit: "accounts",
      fill: (mock) => createTask(mock, key),
      lines: { createCategorizationTask: "POST /scale-v1/task/categorization" },
      json: categorization,
    },
    {
      limit: "accounts",
      fill: async (mock) => {
        await createTask(mock, other);
        await send(mock, `POST /_mock/snapshots?account=${other}`);
        await send(mock, `POST /_mock/reset?account=${other}`);
        await createTask(mock, key);
      },
      lines: { restoreSnapshot: "POST /_mock/snapshots/s_000000000001/restore" },
    },
    {
      limit: "faults",
      fill: (mock) => send(mock, `POST /_mock/faults?account=${key}`, { json: fault }),
      lines: { createFault: `POST /_mock/faults?account=${other}` },
      json: fault,
    },
    {
      limit: "snapshots",
      fill: (mock) => send(mock, `POST /_mock/snapshots?account=${key}`),
      lines: { createSnapshot: `POST /_mock/snapshots?account=${other}` },
    },
    {
      limit: "snapshots",
      fill: (mock) => send(mock, `POST /_mock/snapshots?account=${key}`),
      lines: { importSnapshot: "POST /_mock/snapshot-imports" },
      json: { file: JSON.stringify({ format: 1, accounts: [], tasks: [], deliveries: [] }) },
    },
    {
      limit: "snapshotBytes",
      fill: () => Promise.resolve(),
      lines: { createSnapshot: `POST /_mock/snapshots?account=${other}` },
    },
    {
      limit: "eventStreams",
      fill: (mock) => open(mock, "/events"),
      lines: { streamEvents: "GET /_mock/events" },
    },
    {
      limit: "waits",
      fill: async (mock) => {
        const id = await createTask(mock, "live_a");
        void open(mock, `/tasks/${id}/delivery?timeoutMs=60000`).catch(() => undefined);
        await send(mock, "GET /_mock/health");
      },
      lines: { waitForDelivery: "GET /_mock/tasks/TASK/delivery?timeoutMs=1" },
    },
  ];

  test.for(cases)("$limit: $lines", async ({ limit, lines, json, fill }) => {
    const mock = await startServer({ [limit]: 1 });
    await fill(mock);
    const [task] = (await send(mock, "GET /scale-v1/tasks", { key: "live_a" })).body["docs"] as {
      task_id: string;
    }[];
    for (const [operation, line] of Object.entries(lines)) {
      const taskLine = line.replace("TASK", task?.task_id ?? "");
      await expect
        .poll(async () => send(mock, taskLine, { key: other, ...(json && { json }) }))
        .toMatchObject({
          status: 507,
          body: {
            status_code: 507,
            error: expect.stringMatching(
              RegExp(`^The server keeps at most 1 .+--limit ${limit}=2, .+limits: \\{ ${limit}: 2 \\}`),
            ) as string,
          },
        });
      expect({ operation, accounts: await accountsOf(mock) }).not.toMatchObject({ accounts: [other] });
    }
  });

  test("these are all the operations that document it", () => {
    const documented = Object.entries(controlContract.operations)
      .filter(([, { responses }]) => "507" in responses)
      .map(([operationId]) => operationId);
    const reached = new Set(cases.flatMap(({ lines }) => Object.keys(lines)));
    reached.delete("createCategorizationTask");
    expect([...reached].toSorted()).toEqual(documented.toSorted());
  });

  test("and there is room again once something was given up", async () => {
    const mock = await startServer({ accounts: 1, faults: 1, snapshots: 1, eventStreams: 1 });
    await createTask(mock, key);
    await send(mock, `POST /_mock/faults?account=${key}`, { json: fault });
    await mock.account(key).reset();
    await createTask(mock, other);
    await send(mock, `DELETE /_mock/faults?account=${key}`);
    expect((await send(mock, `POST /_mock/faults?account=${key}`, { json: fault })).status).toBe(200);
    const snapshot = await send(mock, `POST /_mock/snapshots?account=${key}`);
    await send(mock, `DELETE /_mock/snapshots/${String(snapshot.body["snapshotId"])}`);
    const next = await send(mock, `POST /_mock/snapshots?account=${key}`);
    expect(next.status).toBe(200);
    expect(next.body["snapshotId"]).not.toBe(snapshot.body["snapshotId"]);
    const stop = new AbortController();
    const url = `${mock.url()}/_mock/events`;
    const first = fetch(url, { signal: stop.signal });
    expect((await first).status).toBe(200);
    stop.abort();
    await expect.poll(async () => (await fetch(url, { method: "HEAD" })).status).toBe(200);
  });
});

describe("an event stream that no one reads", () => {
  test("is bounded in bytes, ends with an event that says so, and others are not disturbed", async () => {
    const mock = await startServer({ eventStreamBytes: 100_000 });
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request(`${mock.url()}/_mock/events`, resolve).on("error", reject);
      onTestFinished(() => void asked.destroy());
      asked.end();
    });
    response.pause();
    // More than sockets take in while no one reads.
    const key = newKey("live");
    const attachment = "x".repeat(50_000);
    for (let count = 0; count < 400; count++) await createTask(mock, key, { attachment });

    let text = "";
    for await (const chunk of response.setEncoding("utf8")) text += String(chunk);
    expect(text.length).toBeLessThan(400 * attachment.length);
    const end = /event: end\ndata: (.*)\n\n$/.exec(text)?.[1] ?? "{}";
    expect(JSON.parse(end)).toEqual({
      reason: expect.stringMatching(
        /more than 100000 bytes behind.+--limit eventStreamBytes=200000/,
      ) as string,
    });
  });
});

describe("limits that cannot be meant are refused at the start", () => {
  test.for<[object, string]>([
    [{ acounts: 5 }, "There is no limit acounts of task-mock serve. Did you mean accounts?"],
    [
      { color: 5 },
      `There is no limit color of task-mock serve. There are ${limitsOf("serve")
        .map(([name]) => name)
        .join(", ")}.`,
    ],
    [{ proxyBodyBytes: 5 }, "There is no limit proxyBodyBytes of task-mock serve."],
    [{ faults: -1 }, "The limit faults is -1, but must be a whole number from 0."],
    [{ faults: 1.5 }, "The limit faults is 1.5, but must be a whole number from 0."],
    [{ faults: "many" }, "The limit faults is many, but must be a whole number from 0."],
  ])("%j", async ([limits, message]) => {
    const starting = startMockServer({ limits });
    await expect(starting).rejects.toThrow(MockError);
    await expect(starting).rejects.toThrow(message);
  });
});

test("an import may be as large as all snapshots together", async () => {
  const mock = await startServer({ bodyBytes: 200, snapshotBytes: 20_000 });
  const file = JSON.stringify({ format: 1, accounts: [], tasks: [], deliveries: [] });
  const large = await send(mock, "POST /_mock/snapshot-imports", { json: { file: " ".repeat(1000) + file } });
  const tooLarge = await send(mock, "POST /_mock/snapshot-imports", { json: { file: " ".repeat(20_000) } });

  expect(large.status).toBe(200);
  expect({ status: tooLarge.status, error: tooLarge.body["error"] }).toEqual({
    status: 413,
    error: expect.stringContaining("The body is larger than 20000 bytes."),
  });
});

describe("a body beyond bodyBytes gets a 413 that names the limit", () => {
  test.for(["/scale-v1/task/categorization", "/_mock/clock/advance?account=a"])("%s", async (path) => {
    const mock = await startServer({ bodyBytes: 20 });
    const post = async (body: string): Promise<Response> =>
      fetch(mock.url() + path, {
        method: "POST",
        headers: { authorization: `Basic ${btoa("a:")}`, "content-type": "application/json" },
        body,
      });
    expect((await post(`{}${" ".repeat(18)}`)).status).not.toBe(413);
    const refused = await post(`{}${" ".repeat(19)}`);
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({
      error:
        "The body is larger than 20 bytes. Send a smaller one. Or raise the limit: start the server with --limit bodyBytes=40, or with startMockServer({ limits: { bodyBytes: 40 } }).",
    });
  });
});

test("the README lists every limit, with what it is at first and what happens beyond it", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const rows = readme
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(([, name = ""]) => name === "fixed" || limitNames.some((limit) => name === `\`${limit}\``))
    .map((cells) => cells.slice(1, 5));
  expect(rows).toEqual([
    ...limitNames.map((name) => [
      `\`${name}\``,
      defaultLimits[name].toLocaleString("en"),
      bounds[name].of,
      bounds[name].beyond,
    ]),
    ...Object.values(fixedBounds).map(({ value, of, beyond }) => [
      "fixed",
      value.toLocaleString("en"),
      of,
      beyond,
    ]),
  ]);
});
