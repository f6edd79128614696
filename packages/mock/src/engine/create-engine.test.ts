import { onTestFinished, expect, test } from "vitest";
import { createManualHost, type ManualHost } from "../../test/support/manual-host.ts";
import type { ApiId } from "../apis/api-ids.ts";
import { builtInApis } from "../apis/built-in.ts";
import { defaultLimits } from "../limits.ts";
import { createMemoryStore } from "./store/memory-store.ts";
import type { Store } from "./store/store.ts";
import { createEngine, type Engine } from "./create-engine.ts";
import type { JsonObject } from "./model.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface World {
  readonly engine: Engine;
  readonly host: ManualHost;
  /** Calls an operation as the pipeline does. */
  readonly call: (api: ApiId, operationId: string, request?: Partial<Request>) => Promise<JsonObject>;
}

interface Request {
  readonly apiKey: string;
  readonly id: string;
  readonly body: JsonObject;
}

const start = async (store: Store = createMemoryStore(), host = createManualHost()): Promise<World> => {
  const engine = await createEngine({ store, apis: builtInApis, limits: defaultLimits, host });
  onTestFinished(() => engine.stop());
  host.settle = async () => {
    for (const account of engine.accounts.all()) await engine.scheduler.settle(account);
  };
  const call: World["call"] = async (api, operationId, { apiKey = "test_a", body, id } = {}) => {
    const handle = engine.apis.get(api)?.handlers[operationId];
    if (!handle) throw new Error(`${api} has no ${operationId}.`);
    const params = { task_id: id };
    const origin = "http://127.0.0.1:4010";
    const base = `${origin}/${api}`;
    const answer = await handle({ operationId, apiKey, params, query: {}, headers: {}, body, base, origin });
    return answer?.body as JsonObject;
  };
  return { engine, host, call };
};

const request = {
  instruction: "Is this animal big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
  urgency: "immediate",
  callback_url: "http://receiver.example/callback",
  metadata: {},
};

const create = async ({ call }: World, apiKey = "test_a", body: JsonObject = request): Promise<string> => {
  const task = await call("scale-v1", "createCategorizationTask", { apiKey, body });
  expect(task["status"]).toBe("pending");
  return String(task["task_id"]);
};

const statusOf = async ({ call }: World, id: string, apiKey = "test_a"): Promise<unknown> =>
  (await call("scale-v1", "getTask", { apiKey, id }))["status"];

test("a test task is completed after the response to its creation, and its callback is sent", async () => {
  const world = await start();
  const id = await create(world);
  await world.host.pass(0);
  const task = await world.call("scale-v1", "getTask", { id });
  expect(task).toMatchObject({ status: "completed", is_test: true, callback_succeeded: true });
  expect(world.host.sent).toMatchObject([{ method: "POST", url: request.callback_url }]);
  expect(world.host.sent[0]?.headers["scale-callback-auth"]).toMatch(/^cb_/);
});

test("a callback is retried 20 times within a day, each time a little later", async () => {
  const world = await start();
  const { host } = world;
  const times: number[] = [];
  host.respond = () => {
    times.push(host.uptime());
    return { status: 500, latencyMs: 1 };
  };
  const id = await create(world);
  await host.pass(DAY + HOUR);
  expect(times).toHaveLength(21);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBe(DAY);
  expect(await world.call("scale-v1", "getTask", { id })).toMatchObject({ callback_succeeded: false });
});

test("the beta accepts 200 alone, and retries once", async () => {
  const world = await start();
  world.host.respond = () => ({ status: 204, latencyMs: 1 });
  const { metadata: _metadata, urgency: _urgency, ...body } = request;
  await world.call("scale-beta", "createCategorizationTask", { body });
  await world.host.pass(HOUR);
  expect(world.host.sent.map(({ mediaType }) => mediaType)).toEqual([
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded",
  ]);
});

test("a live task waits for the worker, or for its urgency if the account says so", async () => {
  const world = await start();
  const waiting = await create(world, "live_a");
  await world.host.pass(2 * HOUR);
  expect(await statusOf(world, waiting, "live_a")).toBe("pending");

  const account = await world.engine.accounts.get("live_a");
  await world.engine.accounts.update(account, ({ settings }) => ({
    settings: { ...settings, liveCompletion: "by-urgency" },
  }));
  const timed = await create(world, "live_a");
  await world.host.pass(HOUR - 1);
  expect(await statusOf(world, timed, "live_a")).toBe("pending");
  await world.host.pass(1);
  expect(await statusOf(world, timed, "live_a")).toBe("completed");
});

test("a machine that slept completes what was due meanwhile as soon as it is noticed", async () => {
  const world = await start();
  const account = await world.engine.accounts.get("live_a");
  await world.engine.accounts.update(account, ({ settings }) => ({
    settings: { ...settings, liveCompletion: "by-urgency" },
  }));
  const id = await create(world, "live_a");
  world.host.setClock(world.host.now() + HOUR);
  await world.host.pass(1000);
  expect(await statusOf(world, id, "live_a")).toBe("completed");
});

test("a canceled task cannot be completed, and sends nothing", async () => {
  const world = await start();
  const id = await create(world, "live_a");
  await world.call("scale-v1", "cancelTask", { apiKey: "live_a", id });
  await expect(world.call("scale-v1", "cancelTask", { apiKey: "live_a", id })).rejects.toThrow(
    `Only pending tasks can be canceled, and task ${id} is canceled.`,
  );
  expect(world.host.sent).toEqual([]);
});

test("a run of Dataflow Kit goes through all of its states", async () => {
  const world = await start();
  const list = (await world.call("dataflowkit-v1", "listTasks")) as unknown as JsonObject[];
  const id = String(list[0]?.["id"]);
  expect(await world.call("dataflowkit-v1", "runTask", { id })).toEqual({ status: "queued" });
  await world.host.pass(0);
  expect(await world.call("dataflowkit-v1", "getTaskInfo", { id })).toMatchObject({
    status: "completed",
    elapsed: "0",
  });
});

test("what was due when the engine ended is done by the next one", async () => {
  const store = createMemoryStore();
  const first = await start(store);
  const account = await first.engine.accounts.get("test_a");
  await first.engine.accounts.update(account, ({ settings }) => ({
    settings: { ...settings, testCompletion: "delayed", completionDelayMs: 60_000 },
  }));
  const id = await create(first);
  first.engine.stop();

  const second = await start(store);
  await second.host.pass(59_000);
  expect(await statusOf(second, id)).toBe("pending");
  await second.host.pass(2000);
  expect(await statusOf(second, id)).toBe("completed");
  expect(second.host.sent).toHaveLength(1);
});

test("no callback of the engine violates the contract", async () => {
  const world = await start();
  await create(world);
  await world.host.pass(HOUR);
  expect(world.host.sent).toHaveLength(1);
  expect(world.host.reported).toEqual([]);
});
