import { describe, expect, expectTypeOf } from "vitest";
import type { AccountEvent } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, send } from "./support/send.ts";

describe("tasks", () => {
  test("are listed over all APIs, newest first, and page by page", async ({ mock, apiKey, account }) => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.unshift(await createTask(mock, apiKey));
    for (const id of ids) await account.waitForTask(id, "completed");
    const first = await account.tasks({ api: "scale-v1", limit: 2 });
    expect(first).toMatchObject({
      total: 3,
      tasks: [{ taskId: ids[0], api: "scale-v1" }, { taskId: ids[1] }],
    });
    const { tasks, next } = await account.tasks({ api: "scale-v1", limit: 2, before: first.next ?? "" });
    expect({ ids: tasks.map(({ taskId }) => taskId), next }).toEqual({ ids: [ids[2]], next: undefined });
    expect((await account.tasks({ status: "pending" })).total).toBe(0);
    // Each account of Dataflow Kit begins with two.
    expect((await account.tasks({ api: "dataflowkit-v1" })).total).toBe(2);
    expect((await account.tasks()).total).toBe(5);
  });

  test("of an account that was never used are those that it would begin with", async ({ account }) => {
    expect((await account.tasks()).total).toBe(2);
  });

  test("are what their API shows, and when they change by themselves", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "delayed", completionDelayMs: 60_000 });
    await account.clock.freeze();
    const id = await createTask(mock, apiKey);
    const { now } = await account.clock.now();
    const shown = await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey });
    expect(await account.getTask(id)).toEqual({
      taskId: id,
      api: "scale-v1",
      account: apiKey,
      status: "pending",
      type: "categorization",
      createdAt: now,
      dueAt: new Date(Date.parse(now) + 60_000).toISOString(),
      task: shown.body,
    });
  });

  test("are waited for until they have a status, or it takes too long", async ({ mock }) => {
    const account = mock.account(newKey("live"));
    const id = await createTask(mock, account.apiKey);
    const waiting = account.waitForTask(id, "completed");
    await account.completeTask(id);
    expect(await waiting).toMatchObject({ taskId: id, status: "completed" });
    await expect(account.waitForTask(id, "canceled", { timeoutMs: 5 })).rejects.toThrow(
      `Task ${id} is completed, and did not become canceled within 5 ms.`,
    );
  });

  test("are reviewed, and lists filter by that", async ({ mock, apiKey, account }) => {
    const id = await createTask(mock, apiKey);
    await account.review(id, "accepted");
    const { body } = await send(mock, "GET /scale-v1/tasks?customer_review_status=accepted", { key: apiKey });
    expect(body).toMatchObject({ docs: [{ task_id: id }] });
  });

  test("have the types that a test gives them", async ({ mock, apiKey, account }) => {
    const id = await createTask(mock, apiKey);
    const { task } = await account.getTask<{ task_id: string }>(id);
    expectTypeOf(task.task_id).toBeString();
    const { payload } = await account.waitForCallback<{ task_id: string }>(id);
    expectTypeOf(payload.task_id).toBeString();
    expect([task.task_id, payload.task_id]).toEqual([id, id]);
  });
});

describe("callbacks", () => {
  test("are waited for in number, duplicates included", async ({ mock, apiKey, account, callbacks }) => {
    await account.addFault({ target: "delivery", kind: "duplicate" });
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    const [first, second] = await account.waitForCallbacks(id, { count: 2 });
    expect(second).toMatchObject({ repeatOf: first?.deliveryId, payload: first?.payload });
    await expect(account.waitForCallbacks(id, { count: 3, timeoutMs: 5 })).rejects.toThrow(
      `Not each of 3 callbacks for task ${id} was sent within 5 ms.`,
    );
  });

  test("are retried at once, given up, and replayed", async ({ mock, apiKey, account, callbacks }) => {
    await account.clock.freeze();
    callbacks.answerWith(500);
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    const { deliveryId } = await account.waitForCallback(id);
    expect(await account.retry(deliveryId)).toMatchObject({ status: "pending" });
    await callbacks.waitFor(2);
    await expect.poll(async () => (await account.deliveries())[0]?.attempts.length).toBe(2);
    expect(await account.giveUp(deliveryId)).toMatchObject({ status: "failed", attempts: [{}, {}] });
    await account.clock.advance({ days: 2 });
    expect(callbacks.received).toHaveLength(2);
    const { body } = await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey });
    expect(body).toMatchObject({ callback_succeeded: false });
    await expect(account.retry(deliveryId)).rejects.toThrow("has failed already. Send the callback again");

    callbacks.answerWith(200);
    const again = await account.replay(deliveryId);
    expect(again).toMatchObject({ repeatOf: deliveryId, status: "pending" });
    await account.waitForCallback(id, { until: "ended" });
    expect(callbacks.received).toHaveLength(3);
  });

  test("that are given up while another one is to overtake them are not sent any more", async ({
    mock,
    callbacks,
  }) => {
    const account = mock.account(newKey("live"));
    await account.addFault({ target: "delivery", kind: "reorder" });
    const [first, second] = [
      await createTask(mock, account.apiKey, { callback_url: callbacks.url }),
      await createTask(mock, account.apiKey, { callback_url: callbacks.url }),
    ];
    await account.completeTask(first);
    const [held] = await account.deliveries({ taskId: first });
    await account.giveUp(held?.deliveryId ?? "");
    expect(await account.waitForCallback(first)).toMatchObject({ status: "failed", attempts: [] });
    await account.completeTask(second);
    await account.waitForCallback(second, { until: "ended" });
    await account.clock.advance({ hours: 1 });
    expect(callbacks.received.map(({ body }) => (body as { task_id: string }).task_id)).toEqual([second]);
  });

  test("of other accounts are out of reach", async ({ mock, apiKey, account, callbacks }) => {
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    const { deliveryId } = await account.waitForCallback(id);
    const other = mock.account(newKey());
    for (const act of [other.replay(deliveryId), other.retry(deliveryId), other.giveUp(deliveryId)])
      await expect(act).rejects.toThrow(`The account has no delivery ${deliveryId}.`);
  });
});

describe("the clock", () => {
  test("goes to a time, and to whatever happens next", async ({ mock, apiKey, account, callbacks }) => {
    callbacks.answerWith(500);
    await account.clock.freeze();
    await account.updateSettings({ testCompletion: "delayed", completionDelayMs: 60_000 });
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    const start = Date.parse((await account.clock.now()).now);
    expect(await account.clock.toNext()).toEqual({
      now: new Date(start + 60_000).toISOString(),
      frozen: true,
      completions: 1,
      attempts: 1,
    });
    expect(await account.clock.toNext()).toMatchObject({ completions: 0, attempts: 1 });
    const target = new Date(start + 48 * 3_600_000);
    expect(await account.clock.set(target)).toMatchObject({ now: target.toISOString(), attempts: 19 });
    expect(await account.clock.toNext()).toEqual({
      now: target.toISOString(),
      frozen: true,
      completions: 0,
      attempts: 0,
    });
    await expect(account.clock.set(new Date(start))).rejects.toThrow("Time goes forward only");
    expect(await account.getTask(id)).toMatchObject({ status: "completed" });
  });

  test("goes from event to event, also if it is asked twice at once", async ({ mock, account, apiKey }) => {
    await account.updateSettings({ testCompletion: "delayed", completionDelayMs: 60_000 });
    await account.clock.freeze();
    await createTask(mock, apiKey);
    await account.clock.advance({ seconds: 10 });
    await createTask(mock, apiKey);
    const start = Date.parse((await account.clock.now()).now);
    const both = await Promise.all([account.clock.toNext(), account.clock.toNext()]);
    // A callback is tried in between, which no receiver gets.
    expect(both.map(({ now }) => Date.parse(now) - start)[0]).toBe(50_000);
    expect(Date.parse(both[1].now) - start).toBeLessThanOrEqual(63_000);
  });

  test.for(["2030-06-30T23:59:60Z", "2030-01-01T00:00:00+01"])(
    "is not set to %s, which is no time here",
    async (now, { mock, account, apiKey }) => {
      const { body, status } = await send(mock, `POST /_mock/clock/set?account=${apiKey}`, { json: { now } });
      expect({ status, body }).toMatchObject({ status: 400, body: { error: expect.stringContaining(now) } });
      await expect(account.clock.set(now)).rejects.toThrow(now);
    },
  );

  test("passes over what was canceled on the way to whatever happens next", async ({ mock, account }) => {
    const live = mock.account(newKey("live"));
    await live.updateSettings({ liveCompletion: "by-urgency" });
    await live.clock.freeze();
    const id = await createTask(mock, live.apiKey, { urgency: "immediate" });
    await createTask(mock, live.apiKey, { urgency: "day" });
    await send(mock, `POST /scale-v1/task/${id}/cancel`, { key: live.apiKey });
    const start = Date.parse((await live.clock.now()).now);
    const { completions, now } = await live.clock.toNext();
    expect({ completions, passed: Date.parse(now) - start }).toEqual({ completions: 1, passed: 86_400_000 });
    expect(await account.clock.toNext()).toMatchObject({ completions: 0, attempts: 0 });
  });

  test("returns to the real time unless it is ahead of it", async ({ account }) => {
    await account.clock.freeze();
    await expect.poll(async () => (await account.clock.toRealTime()).frozen).toBe(false);
    const { now } = await account.clock.now();
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(1000);
    await account.clock.advance({ hours: 1 });
    await expect(account.clock.toRealTime()).rejects.toThrow(/is 3\d{3} s ahead of the real time/);
  });
});

describe("requests", () => {
  test("are waited for by operation and task", async ({ mock, apiKey, account }) => {
    const waiting = account.waitForRequest({ operation: "getTask" });
    const id = await createTask(mock, apiKey);
    await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey });
    expect(await waiting).toMatchObject({ operation: "getTask", taskId: id, status: 200 });
    expect(await account.requests({ taskId: id })).toMatchObject([
      { operation: "createCategorizationTask" },
      { operation: "getTask" },
    ]);
    await expect(account.waitForRequest({ operation: "cancelTask", timeoutMs: 5 })).rejects.toThrow(
      "No request to cancelTask came within 5 ms.",
    );
  });
});

describe("faults", () => {
  test("are listed and removed one by one", async ({ mock, apiKey, account }) => {
    const { faultId } = await account.addFault({ target: "request", status: 503, untilRemoved: true });
    const other = await account.addFault({ target: "delivery", kind: "duplicate", times: 2 });
    expect((await account.faults()).map((fault) => fault.faultId)).toEqual([faultId, other.faultId]);
    for (let count = 0; count < 3; count++)
      expect((await send(mock, "GET /scale-v1/tasks", { key: apiKey })).status).toBe(503);
    await account.removeFault(faultId);
    expect((await send(mock, "GET /scale-v1/tasks", { key: apiKey })).status).toBe(200);
    await expect(mock.account(newKey()).removeFault(other.faultId)).rejects.toThrow(
      "The account has no fault",
    );
    await account.clearFaults();
    expect(await account.faults()).toEqual([]);
  });

  test("let a response get lost of a request that was carried out", async ({ mock, apiKey, account }) => {
    await account.addFault({ target: "request", operation: "createCategorizationTask", loseResponse: true });
    await expect(createTask(mock, apiKey)).rejects.toThrow("fetch failed");
    expect(await account.tasks({ api: "scale-v1" })).toMatchObject({ total: 1 });
    const [lost] = await account.requests();
    expect(lost).not.toHaveProperty("status");
  });

  test("affect requests by what their bodies say", async ({ mock, apiKey, account }) => {
    await account.addFault({
      target: "request",
      body: { metadata: { order: 7 } },
      status: 500,
      untilRemoved: true,
    });
    await createTask(mock, apiKey, { metadata: { order: 6 } });
    await expect(createTask(mock, apiKey, { metadata: { order: 7, rush: true } })).rejects.toThrow("500");
  });

  test("limit the rate of requests, by the clock of the account", async ({ mock, apiKey, account }) => {
    await account.clock.freeze();
    await account.addFault({ target: "rate-limit", operation: "listTasks", requests: 2, perSeconds: 60 });
    const list = () => send(mock, "GET /scale-v1/tasks", { key: apiKey });
    expect([(await list()).status, (await list()).status]).toEqual([200, 200]);
    await account.clock.advance({ seconds: 20 });
    const { body, headers, status } = await list();
    expect({ status, retryAfter: headers.get("retry-after"), error: body["error"] }).toEqual({
      status: 429,
      retryAfter: "40",
      error: expect.stringContaining("Only 2 requests are allowed in this time. Retry in 40 s."),
    });
    await account.clock.advance({ seconds: 40 });
    expect((await list()).status).toBe(200);
  });
});

test("a snapshot brings tasks and settings back", async ({ mock, apiKey, account }) => {
  const id = await createTask(mock, apiKey);
  await account.waitForTask(id, "completed");
  const snapshot = await account.snapshot();
  await createTask(mock, apiKey);
  await account.updateSettings({ checkAttachments: true });
  await account.restore(snapshot);
  expect((await account.tasks({ api: "scale-v1" })).tasks.map(({ taskId }) => taskId)).toEqual([id]);
  expect(await account.settings()).toMatchObject({ checkAttachments: false });
});

test("events are what happens to the account, in order, until the reader has enough", async ({
  mock,
  apiKey,
  account,
  callbacks,
}) => {
  const seen: AccountEvent[] = [];
  const events = account.events();
  const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
  await createTask(mock, newKey());
  for await (const event of events) {
    seen.push(event);
    if (event.type === "delivery" && event.status === "succeeded") break;
  }
  expect(seen.filter(({ type }) => type === "task")).toMatchObject([
    { taskId: id, status: "pending" },
    { taskId: id, status: "completed" },
    ...seen.filter(({ type }) => type === "task").slice(2),
  ]);
  expect(seen.map(({ account: owner }) => owner)).toEqual(seen.map(() => apiKey));
  expect(await events.next()).toEqual({ done: true, value: undefined });
});
