import { describe, expect, onTestFinished } from "vitest";
import { type MockServer, startCallbackReceiver, startMockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, question, send } from "./support/send.ts";

/** A server of its own, for what is meant for all accounts. */
const startServer = async (): Promise<MockServer> => {
  const mock = await startMockServer();
  onTestFinished(mock.close);
  return mock;
};

test("200 tests at once with keys of their own never see each other", async ({ mock }) => {
  const callbacks = await startCallbackReceiver();
  const one = async (number: number): Promise<void> => {
    const key = newKey(number % 2 === 0 ? "live" : "test");
    const account = mock.account(key);
    const { now } = await account.clock.freeze();
    await account.updateSettings({ testCompletion: "manual" });
    await account.addFault({ target: "request", operation: "getTask", status: 503 });
    if (number % 4 === 0) await account.addFault({ target: "delivery", kind: "duplicate" });
    const callbackUrl = `${callbacks.url}/${number}`;
    const made = await Promise.all([0, 1, 2].map(() => createTask(mock, key, { callback_url: callbackUrl })));
    await account.clock.advance({ minutes: number });
    expect(Date.parse((await account.clock.now()).now) - Date.parse(now)).toBe(number * 60_000);

    const list = await send(mock, "GET /scale-v1/tasks", { key });
    expect((list.body["docs"] as { task_id: string }[]).map((task) => task.task_id).toSorted()).toEqual(
      made.toSorted(),
    );
    const [id = ""] = made;
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).status).toBe(503);
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).status).toBe(200);

    await account.completeTask(id, { response: { category: "damage" } });
    await account.waitForCallback(id);
    await account.clock.advance({ milliseconds: 0 });
    const deliveries = await account.deliveries();
    expect(deliveries.map(({ taskId, url }) => [taskId, url])).toEqual(
      Array.from({ length: number % 4 === 0 ? 2 : 1 }, () => [id, callbackUrl]),
    );
    const requests = await account.requests();
    expect(requests.map(({ operation = "" }) => operation).toSorted((a, b) => a.localeCompare(b))).toEqual([
      ...Array<string>(3).fill("createCategorizationTask"),
      "getTask",
      "getTask",
      "listTasks",
    ]);
    const sent = callbacks.received.filter(({ path }) => path === `/callback/${number}`);
    expect(sent).toHaveLength(deliveries.length);
    for (const { headers } of sent) {
      expect(headers["scale-callback-auth"]).toBe((await account.settings()).callbackAuthKey);
    }
  };
  await Promise.all(Array.from({ length: 200 }, (_, number) => one(number)));
  await callbacks.close();
});

test("the APIs of one key share its account, but not their tasks", async ({ mock, apiKey }) => {
  const id = await createTask(mock, apiKey);
  expect((await send(mock, `GET /scale-beta/task/${id}`, { key: apiKey })).status).toBe(404);
  expect((await send(mock, `POST /dataflowkit-v1/tasks/${id}/info`, { key: apiKey })).status).toBe(404);
});

describe("what is meant for all accounts reaches those that are there and those to come", () => {
  test("settings, the callback key among them", async () => {
    const mock = await startServer();
    const [old, young] = [newKey(), newKey()];
    await mock.account(old).settings();
    expect((await send(mock, "GET /_mock/settings")).body).not.toHaveProperty("callbackAuthKey");
    const json = { testCompletion: "manual", callbackAuthKey: "for all" };
    expect((await send(mock, "PATCH /_mock/settings?account=*", { json })).body).toMatchObject(json);
    for (const key of [old, young]) expect(await mock.account(key).settings()).toMatchObject(json);
  });

  test("clocks", async () => {
    const mock = await startServer();
    const [old, young] = [newKey(), newKey()];
    await mock.account(old).settings();
    await send(mock, "POST /_mock/clock/freeze?account=*");
    const { body } = await send(mock, "POST /_mock/clock/advance?account=*", { json: { days: 1 } });
    expect(body).toMatchObject({ frozen: true, completions: 0, attempts: 0 });
    expect(await mock.account(young).clock.now()).toEqual({ now: body["now"], frozen: true });
    expect((await mock.account(old).clock.now()).frozen).toBe(true);
    await send(mock, "POST /_mock/clock/resume?account=*");
    for (const key of [old, young, newKey()])
      expect((await mock.account(key).clock.now()).frozen).toBe(false);
  });

  test("even those that are being made at the same time", async () => {
    const mock = await startServer();
    const keys = Array.from({ length: 20 }, () => newKey());
    const create = (key: string): Promise<unknown> =>
      send(mock, "POST /scale-v1/task/categorization", {
        key,
        json: { ...question, callback_url: "http://127.0.0.1:9/" },
      });
    const change = (): Promise<unknown> =>
      send(mock, "PATCH /_mock/settings?account=*", { json: { completionDelayMs: 7 } });
    await Promise.all([...keys.slice(0, 10).map(create), change(), ...keys.slice(10).map(create)]);
    for (const key of keys)
      expect(await mock.account(key).settings()).toMatchObject({ completionDelayMs: 7 });
  });

  test("a fault without an account affects the next request of any account", async () => {
    const mock = await startServer();
    await send(mock, "POST /_mock/faults?account=*", { json: { target: "request", status: 500 } });
    expect((await send(mock, "GET /scale-v1/tasks", { key: newKey() })).status).toBe(500);
    expect((await send(mock, "GET /scale-v1/tasks", { key: newKey() })).status).toBe(200);
  });
});

describe("a reset", () => {
  test("of one account leaves the others alone", async ({ mock, apiKey, account }) => {
    const other = newKey();
    const [gone, kept] = [await createTask(mock, apiKey), await createTask(mock, other)];
    await mock.account(other).waitForCallback(kept);
    await account.clock.freeze();
    await account.addFault({ target: "request", status: 500 });
    await account.reset();
    expect((await send(mock, `GET /scale-v1/task/${gone}`, { key: apiKey })).status).toBe(404);
    expect((await send(mock, `GET /scale-v1/task/${kept}`, { key: other })).status).toBe(200);
    expect((await account.clock.now()).frozen).toBe(false);
    expect(await account.deliveries()).toEqual([]);
    expect(await mock.account(other).deliveries()).toHaveLength(1);
    expect((await account.requests()).map(({ operation }) => operation)).toEqual(["getTask"]);
  });

  test("of all leaves nothing, and the settings of new accounts are as at the start", async () => {
    const mock = await startServer();
    const key = newKey("live");
    await createTask(mock, key);
    await send(mock, "POST /_mock/clock/freeze?account=*");
    await send(mock, "PATCH /_mock/settings?account=*", {
      json: { liveCompletion: "by-urgency", callbackAuthKey: "a" },
    });
    await send(mock, "POST /_mock/faults?account=*", { json: { target: "request", status: 500 } });
    expect((await send(mock, "POST /_mock/reset?account=*")).status).toBe(204);
    for (const path of ["accounts", "deliveries", "faults", "requests"]) {
      expect((await send(mock, `GET /_mock/${path}`)).body).toEqual([]);
    }
    expect((await send(mock, "GET /_mock/clock")).body["frozen"]).toBe(false);
    expect(await mock.account(key).settings()).toMatchObject({
      liveCompletion: "manual",
      callbackAuthKey: expect.stringMatching(/^cb_/),
    });
  });

  test.for(["one", "all"])("of %s with deliveries on their way brings none of them back", async (which) => {
    const mock = await startServer();
    const callbacks = await startCallbackReceiver();
    const arrived = Promise.withResolvers<void>();
    const release = Promise.withResolvers<number>();
    callbacks.answerWith(() => {
      arrived.resolve();
      return release.promise;
    });
    const key = newKey();
    await createTask(mock, key, { callback_url: callbacks.url });
    await arrived.promise;
    await send(mock, `POST /_mock/reset?account=${which === "one" ? key : "*"}`);
    release.resolve(500);
    const { body } = await send(mock, "POST /_mock/snapshots?account=*");
    expect(body).toMatchObject({ accounts: 0, tasks: 0, deliveries: 0 });
    await mock.account(key).clock.advance({ days: 2 });
    expect((await send(mock, "POST /_mock/snapshots?account=*")).body).toMatchObject({
      tasks: 2,
      deliveries: 0,
    });
    await callbacks.close();
  });

  test("in the middle of everything leaves nothing behind that was there before", async () => {
    const mock = await startServer();
    const key = newKey();
    const account = mock.account(key);
    for (let round = 0; round < 10; round++) {
      await account.updateSettings({ testCompletion: "delayed", completionDelayMs: 1000 });
      await Promise.all([
        ...Array.from({ length: 5 }, () => createTask(mock, key)),
        account.clock.advance({ days: 1 }),
        account.updateSettings({ checkAttachments: true }),
        send(mock, `POST /_mock/reset?account=${key}`),
        account.clock.freeze(),
        send(mock, `POST /_mock/dataflowkit-tasks?account=${key}`, { json: { kind: "extraction" } }),
      ]);
      await account.reset();
      await account.clock.advance({ days: 2 });
      expect((await send(mock, `POST /_mock/snapshots?account=${key}`)).body).toMatchObject({
        accounts: 1,
        tasks: 2,
        deliveries: 0,
      });
      await account.reset();
      expect((await send(mock, "POST /_mock/snapshots?account=*")).body).toMatchObject({
        accounts: 0,
        tasks: 0,
        deliveries: 0,
      });
    }
  });
});
