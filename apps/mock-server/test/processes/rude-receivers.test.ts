import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FaultServer, serve } from "../support/fault-server.ts";
import { newTask } from "../support/new-task.ts";
import { runProcess, type RunningProcess } from "../support/run-process.ts";

const script = fileURLToPath(new URL("../support/rude-receiver.ts", import.meta.url));

let server: FaultServer;
let receiver: RunningProcess;
let receiverUrl: string;

beforeAll(async () => {
  receiver = runProcess(script);
  [server, [receiverUrl]] = await Promise.all([
    serve({ shared: true, args: ["--callback-timeout", "1500"] }),
    receiver.writes(/http:\S+/),
  ]);
});
afterAll(() => {
  receiver.child.kill("SIGKILL");
  server.child.kill("SIGKILL");
});

const ask = async <T>(path: string): Promise<T> => (await fetch(receiverUrl + path)).json() as Promise<T>;

const ok = { status: 200, responseBody: "thanks" };
const huge = "too much ".repeat(200).slice(0, 1024);

/** How the receiver behaves, and what the delivery log says of it. */
const manners = [
  { manner: "hang", what: "never answers", attempts: [{ error: "timeout" }, ok] },
  { manner: "drip-head", what: "lets its answer drip", attempts: [{ error: "timeout" }, ok] },
  { manner: "reset", what: "resets the connection", attempts: [{ error: "ECONNRESET" }, ok] },
  { manner: "close", what: "closes the connection", attempts: [{ error: "ECONNRESET" }, ok] },
  { manner: "garbage", what: "does not speak HTTP", attempts: [{ error: "invalid response" }, ok] },
  {
    manner: "redirect",
    what: "sends elsewhere",
    attempts: [{ status: 302, responseBody: "Over there." }, ok],
  },
  { manner: "fail-and-drip", what: "fails slowly", attempts: [{ status: 503 }, ok] },
  { manner: "fail-hugely", what: "fails at length", attempts: [{ status: 500, responseBody: huge }, ok] },
  {
    manner: "fail-by-half",
    what: "fails in half a sentence",
    attempts: [{ status: 500, responseBody: "half an ans" }, ok],
  },
  { manner: "drip-body", what: "accepts, and goes on talking", attempts: [{ status: 200 }] },
  { manner: "huge", what: "accepts at length", attempts: [{ status: 200, responseBody: huge }] },
  {
    manner: "half",
    what: "accepts in half a sentence",
    attempts: [{ status: 200, responseBody: "half an ans" }],
  },
  { manner: "ok-and-reset", what: "accepts, then resets", attempts: [{ status: 200, responseBody: "ok" }] },
];

test.concurrent.each(manners)(
  "a receiver that $what appears in the delivery log, and receives the callback in the end",
  async ({ manner, attempts }) => {
    const key = `test_${manner}`;
    const { control, scale } = server;
    await control(`POST /clock/freeze?account=${key}`);
    const taskId = await newTask(scale, key, `${receiverUrl}/${manner}`);
    const wait = `GET /tasks/${taskId}/delivery?timeoutMs=60000`;

    const { body: tried } = await control(wait);
    expect(tried.attempts).toMatchObject(attempts.slice(0, 1));
    const { body: advanced } = await control(`POST /clock/advance?account=${key}`, { days: 1 });
    const { body: ended } = await control(`${wait}&until=ended`);

    expect(advanced.attempts).toBe(attempts.length - 1);
    expect(ended).toMatchObject({ status: "succeeded", attempts });
    expect(ended.attempts).toHaveLength(attempts.length);
    const tasks = await ask<string[]>("/tasks");
    expect(tasks.filter((id) => id === taskId)).toHaveLength(attempts.length);
  },
);

test("a connection that breaks when it is used again is reported like any other, and nothing is sent behind the log's back", async () => {
  const { control, scale } = server;
  const key = "test_once_per_connection";
  await control(`POST /clock/freeze?account=${key}`);
  let told = 0;
  while (told < 3) {
    const taskId = await newTask(scale, key, `${receiverUrl}/once-per-connection`);
    const { body: delivery } = await control(`GET /tasks/${taskId}/delivery?timeoutMs=60000`);
    const broke = delivery.status === "pending";
    expect(delivery.attempts).toMatchObject([broke ? { error: "ECONNRESET" } : ok]);
    told += Number(broke);
  }
  expect(await ask<number>("/broken")).toBe(told);
});
