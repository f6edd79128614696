import { describe, expect } from "vitest";
import type { MockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, send } from "./support/send.ts";

const keep = async (mock: MockServer, key: string): Promise<string> => {
  const { body } = await send(mock, `POST /_mock/snapshots?account=${key}`);
  return String(body["snapshotId"]);
};

const restore = async (mock: MockServer, id: string): Promise<Record<string, unknown>> => {
  const { status, body } = await send(mock, `POST /_mock/snapshots/${id}/restore`);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

const idsOf = async (mock: MockServer, key: string): Promise<string[]> => {
  const { body } = await send(mock, "GET /scale-v1/tasks", { key });
  return (body["docs"] as { task_id: string }[]).map((task) => task.task_id);
};

describe("a snapshot", () => {
  test("brings tasks, settings and clock back, any number of times", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const { now } = await account.clock.freeze();
    const id = await createTask(mock, apiKey);
    const snapshot = await keep(mock, apiKey);
    for (let round = 0; round < 3; round++) {
      await account.clock.advance({ days: 1 });
      await account.updateSettings({ testCompletion: "immediate" });
      await createTask(mock, apiKey);
      await account.completeTask(id);
      expect(await restore(mock, snapshot)).toMatchObject({
        snapshotId: snapshot,
        accounts: 1,
        tasks: 3,
        deliveries: 0,
      });
      expect(await idsOf(mock, apiKey)).toEqual([id]);
      expect((await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey })).body["status"]).toBe("pending");
      expect(await account.deliveries()).toEqual([]);
      expect(await account.clock.now()).toEqual({ now, frozen: true });
      expect(await account.settings()).toMatchObject({ testCompletion: "manual" });
    }
  });

  test("outlives a reset", async ({ mock, apiKey, account }) => {
    const id = await createTask(mock, apiKey);
    await account.waitForCallback(id);
    const { callbackAuthKey } = await account.settings();
    const snapshot = await keep(mock, apiKey);
    await account.reset();
    await restore(mock, snapshot);
    expect(await idsOf(mock, apiKey)).toEqual([id]);
    expect((await account.settings()).callbackAuthKey).toBe(callbackAuthKey);
    expect(await account.deliveries()).toHaveLength(1);
  });

  test("of one account leaves the others alone", async ({ mock, apiKey, account }) => {
    const other = newKey();
    await createTask(mock, apiKey);
    const snapshot = await keep(mock, apiKey);
    const kept = await createTask(mock, other);
    await account.reset();
    await restore(mock, snapshot);
    expect(await idsOf(mock, other)).toEqual([kept]);
  });
});

describe("what was on its way then is on its way again", () => {
  test("retries", async ({ mock, apiKey, account, callbacks }) => {
    callbacks.answerWith(500);
    await account.clock.freeze();
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    await account.waitForCallback(id);
    const snapshot = await keep(mock, apiKey);
    await account.clock.advance({ days: 1 });
    expect(callbacks.received).toHaveLength(21);
    await restore(mock, snapshot);
    callbacks.answerWith(200);
    expect(await account.clock.advance({ days: 1 })).toMatchObject({ attempts: 1 });
    expect(callbacks.received).toHaveLength(22);
    expect((await account.deliveries())[0]).toMatchObject({
      status: "succeeded",
      attempts: [{}, { status: 200 }],
    });
  });

  test("completions by the clock", async ({ mock }) => {
    const key = newKey("live");
    const account = mock.account(key);
    await account.updateSettings({ liveCompletion: "by-urgency" });
    await account.clock.freeze();
    await createTask(mock, key);
    const snapshot = await keep(mock, key);
    for (let round = 0; round < 2; round++) {
      expect(await account.clock.advance({ days: 1 })).toMatchObject({ completions: 1, attempts: 1 });
      await restore(mock, snapshot);
    }
  });

  test("a run of Dataflow Kit", async ({ mock, apiKey, account }) => {
    await account.clock.freeze();
    await account.updateSettings({ completionDelayMs: 1000 });
    const { body } = await send(mock, "POST /dataflowkit-v1/tasks", { key: apiKey });
    const [task] = body as unknown as { id: string }[];
    await send(mock, `POST /dataflowkit-v1/tasks/${task?.id}/run`, { key: apiKey });
    await account.clock.advance({ milliseconds: 0 });
    const snapshot = await keep(mock, apiKey);
    for (let round = 0; round < 2; round++) {
      expect(await account.clock.advance({ seconds: 1 })).toMatchObject({ completions: 1 });
      await restore(mock, snapshot);
    }
  });

  test("and what was begun since is forgotten, even if it is being sent", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    const unused = await keep(mock, apiKey);
    await account.updateSettings({ testCompletion: "immediate" });
    const empty = await keep(mock, apiKey);
    const arrived = Promise.withResolvers<void>();
    callbacks.answerWith(() => {
      arrived.resolve();
      return new Promise<number>(() => undefined);
    });
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    await arrived.promise;
    await restore(mock, empty);
    await account.clock.advance({ days: 1 });
    expect(await account.deliveries()).toEqual([]);
    expect(await idsOf(mock, apiKey)).toEqual([]);
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    // A snapshot from before the account was used has it as it begins: with two tasks of Dataflow Kit.
    expect(await restore(mock, unused)).toMatchObject({ accounts: 1, tasks: 2, deliveries: 0 });
    expect(await idsOf(mock, apiKey)).toEqual([]);
    expect(await account.deliveries()).toEqual([]);
  });
});

test("requests while a snapshot is restored see one state or the other", async ({
  mock,
  apiKey,
  account,
}) => {
  await account.updateSettings({ testCompletion: "manual" });
  const id = await createTask(mock, apiKey);
  const snapshot = await keep(mock, apiKey);
  for (let round = 0; round < 10; round++) {
    await account.reset();
    const [, ...made] = await Promise.all([
      restore(mock, snapshot),
      createTask(mock, apiKey),
      createTask(mock, apiKey),
    ]);
    const found = await idsOf(mock, apiKey);
    expect(found).toContain(id);
    for (const each of found) expect([id, ...made]).toContain(each);
    expect((await send(mock, "POST /dataflowkit-v1/tasks", { key: apiKey })).body).toHaveLength(2);
  }
});
