import { describe, expect } from "vitest";
import type { MockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, send } from "./support/send.ts";

const add = async (mock: MockServer, account: string, json: object): Promise<void> => {
  const { status, body } = await send(mock, `POST /_mock/faults?account=${account}`, { json });
  expect({ status, body }).toMatchObject({ status: 200, body: { times: 1, ...json } });
};

const list = (mock: MockServer, key: string): ReturnType<typeof send> =>
  send(mock, "GET /scale-v1/tasks", { key });

describe("a request fails as many times as the fault says", () => {
  test.for([400, 401, 402, 404, 429, 500, 503, 599])("with %d", async (status, { mock, apiKey }) => {
    await add(mock, apiKey, { target: "request", operation: "listTasks", status, times: 2 });
    for (const expected of [status, status, 200]) expect((await list(mock, apiKey)).status).toBe(expected);
  });

  test("with Retry-After", async ({ mock, apiKey }) => {
    await add(mock, apiKey, { target: "request", status: 429, retryAfter: 3 });
    const { status, headers, body } = await list(mock, apiKey);
    expect([status, headers.get("retry-after")]).toEqual([429, "3"]);
    expect(body).toEqual({ status_code: 429, error: "This failure was injected: see GET /_mock/faults." });
  });

  test("with Dataflow Kit's plain text", async ({ mock, apiKey }) => {
    await add(mock, apiKey, { target: "request", status: 503 });
    const { status, headers } = await send(mock, "POST /dataflowkit-v1/tasks", { key: apiKey });
    expect([status, headers.get("content-type")]).toEqual([503, "text/plain"]);
  });

  test("by coming late", async ({ mock, apiKey }) => {
    await add(mock, apiKey, { target: "request", delayMs: 30 });
    expect((await list(mock, apiKey)).status).toBe(200);
    const { body } = await send(mock, `GET /_mock/requests?account=${apiKey}`);
    const [entry] = body as unknown as { durationMs: number }[];
    expect(entry?.durationMs).toBeGreaterThan(25);
  });

  test("by a connection that is dropped, and that the journal has without a status", async ({
    mock,
    apiKey,
    account,
  }) => {
    await add(mock, apiKey, { target: "request", drop: true, delayMs: 1 });
    await expect(list(mock, apiKey)).rejects.toThrow("fetch failed");
    expect((await list(mock, apiKey)).status).toBe(200);
    const [dropped, answered] = await account.requests();
    expect(dropped).toMatchObject({ operation: "listTasks", path: "/tasks", violations: [] });
    expect(dropped).not.toHaveProperty("status");
    expect(answered).toMatchObject({ operation: "listTasks", status: 200 });
  });

  test("only in the operation that is named, and before anything is done", async ({ mock, apiKey }) => {
    await add(mock, apiKey, { target: "request", operation: "createCategorizationTask", status: 500 });
    expect((await list(mock, apiKey)).status).toBe(200);
    await expect(createTask(mock, apiKey)).rejects.toThrow("500");
    expect((await list(mock, apiKey)).body["total"]).toBe(0);
    await createTask(mock, apiKey);
  });

  test("in the order in which the faults were created", async ({ mock, apiKey }) => {
    await add(mock, apiKey, { target: "request", status: 500 });
    await add(mock, apiKey, { target: "request", operation: "getTask", status: 404 });
    await add(mock, apiKey, { target: "request", status: 429, times: 5 });
    for (const status of [500, 429]) expect((await list(mock, apiKey)).status).toBe(status);
    expect((await send(mock, `GET /_mock/faults?account=${apiKey}`)).body).toEqual([
      { faultId: expect.any(String), target: "request", operation: "getTask", status: 404, times: 1 },
      { faultId: expect.any(String), target: "request", status: 429, times: 4 },
    ]);
    await send(mock, `DELETE /_mock/faults?account=${apiKey}`);
    expect((await list(mock, apiKey)).status).toBe(200);
  });
});

describe("a callback is delivered with a fault", () => {
  test("duplicate: it is sent twice", async ({ mock, apiKey, account, callbacks }) => {
    await add(mock, apiKey, { target: "delivery", kind: "duplicate" });
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    await callbacks.waitFor(2);
    expect(callbacks.received[1]?.body).toEqual(callbacks.received[0]?.body);
    expect(await account.deliveries()).toHaveLength(2);
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    await callbacks.waitFor(3);
    expect(await account.deliveries()).toHaveLength(3);
  });

  test.for([
    ["duplicate", { kind: "duplicate" }, 0, 2],
    ["duplicate, whose first attempts fail", { kind: "duplicate" }, 2, 2],
    ["several duplicates", { kind: "duplicate", times: 3 }, 0, 2],
    ["delay", { kind: "delay", delayMs: 60_000 }, 0, 1],
    ["delay, then retries", { kind: "delay", delayMs: 60_000 }, 2, 1],
    ["reorder", { kind: "reorder" }, 0, 1],
    ["wrong-auth, then retries", { kind: "wrong-auth" }, 1, 1],
  ] as const)(
    "%s: waiting until it has ended includes all that is sent",
    async ([, fault, failures, deliveries], { mock, account, apiKey, callbacks }) => {
      await account.clock.freeze();
      await add(mock, apiKey, { target: "delivery", ...fault });
      callbacks.answerWith((_, count) => (count <= failures ? 500 : 200));
      const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
      const ended = account.waitForCallback(id, { until: "ended", timeoutMs: 60_000 });
      const isEarly = ended.then(async () =>
        (await account.deliveries()).some(({ status }) => status === "pending"),
      );
      await account.clock.advance({ days: 1 });
      expect(await isEarly).toBe(false);
      expect(await account.deliveries()).toHaveLength(deliveries);
      expect((await ended).deliveryId).toBe((await account.deliveries()).at(-1)?.deliveryId);
    },
  );

  test("duplicate: waiting until it has ended waits for a duplicate that the receiver holds", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    const [arrived, release] = [Promise.withResolvers<void>(), Promise.withResolvers<number>()];
    callbacks.answerWith((_, count) => {
      if (count === 1) return 200;
      arrived.resolve();
      return release.promise;
    });
    await add(mock, apiKey, { target: "delivery", kind: "duplicate" });
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    const order: string[] = [];
    const ended = account.waitForCallback(id, { until: "ended" }).then(() => order.push("ended"));
    await arrived.promise;
    await account.deliveries();
    order.push("released");
    release.resolve(200);
    await ended;
    expect(order).toEqual(["released", "ended"]);
    expect((await account.deliveries()).map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
  });

  test("a replay: waiting until it has ended includes it", async ({ mock, apiKey, account, callbacks }) => {
    await account.clock.freeze();
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    const { deliveryId } = await account.waitForCallback(id, { until: "ended" });
    callbacks.answerWith((_, count) => (count === 2 ? 500 : 200));
    await send(mock, `POST /_mock/deliveries/${deliveryId}/replay`);
    const ended = account.waitForCallback(id, { until: "ended" });
    await account.clock.advance({ minutes: 1 });
    expect(await ended).toMatchObject({ status: "succeeded", attempts: [{ status: 500 }, { status: 200 }] });
  });

  test("duplicate: the original is sent first", async ({ mock, apiKey, account, callbacks }) => {
    await account.clock.freeze();
    await add(mock, apiKey, { target: "delivery", kind: "duplicate" });
    callbacks.answerWith((_, count) => (count === 1 ? 500 : 200));
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    await callbacks.waitFor(2);
    await account.clock.advance({ milliseconds: 0 });
    expect((await account.deliveries()).map(({ status }) => status)).toEqual(["pending", "succeeded"]);
  });

  test("delay: it is sent later, by the clock of the account", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    await account.clock.freeze();
    await add(mock, apiKey, { target: "delivery", kind: "delay", delayMs: 60_000 });
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    expect(await account.clock.advance({ milliseconds: 59_999 })).toMatchObject({ attempts: 0 });
    expect(await account.clock.advance({ milliseconds: 1 })).toMatchObject({ attempts: 1 });
    expect(callbacks.received).toHaveLength(1);
  });

  test("wrong-auth: it carries a wrong key, and with the retry the right one", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    await add(mock, apiKey, { target: "delivery", kind: "wrong-auth" });
    const { callbackAuthKey } = await account.settings();
    callbacks.answerWith(({ headers }) => (headers["scale-callback-auth"] === callbackAuthKey ? 200 : 401));
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    await account.waitForCallback(id);
    await account.clock.advance({ minutes: 1 });
    expect(callbacks.received.map(({ status }) => status)).toEqual([401, 200]);
  });

  test("reorder: the next one overtakes it", async ({ mock, apiKey, account, callbacks }) => {
    await account.clock.freeze();
    await add(mock, apiKey, { target: "delivery", kind: "reorder" });
    const first = await createTask(mock, apiKey, { callback_url: callbacks.url });
    await account.clock.advance({ seconds: 1 });
    expect(callbacks.received).toEqual([]);
    const second = await createTask(mock, apiKey, { callback_url: callbacks.url });
    await callbacks.waitFor(2);
    expect(callbacks.received.map(({ body }) => (body as { task_id: string }).task_id)).toEqual([
      second,
      first,
    ]);
  });

  test("reorder: without a next one it is sent after a minute", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    await account.clock.freeze();
    await add(mock, apiKey, { target: "delivery", kind: "reorder" });
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    expect(await account.clock.advance({ minutes: 1 })).toMatchObject({ attempts: 1 });
    const last = await createTask(mock, apiKey, { callback_url: callbacks.url });
    await account.waitForCallback(last);
    await account.clock.advance({ days: 1 });
    expect(callbacks.received).toHaveLength(2);
  });

  test("reorder: a callback that was overtaken and failed is retried on schedule", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    const { now: start } = await account.clock.freeze();
    await add(mock, apiKey, { target: "delivery", kind: "reorder" });
    const first = await createTask(mock, apiKey, { callback_url: callbacks.url });
    await account.clock.advance({ seconds: 0 });
    callbacks.answerWith(({ body }) => ((body as { task_id: string }).task_id === first ? 500 : 200));
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    await callbacks.waitFor(2);
    await account.waitForCallback(first);
    expect(await account.clock.advance({ minutes: 1 })).toMatchObject({ attempts: 2 });
    const [delivery] = await account.deliveries({ taskId: first });
    expect(delivery?.attempts.map(({ at }) => Date.parse(at) - Date.parse(start))).toEqual([
      0, 12_995, 32_488,
    ]);
  });

  test("reset: what was held back is forgotten", async ({ mock, apiKey, account, callbacks }) => {
    await add(mock, apiKey, { target: "delivery", kind: "reorder", times: 2 });
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    await account.clock.advance({ seconds: 1 });
    await account.reset();
    await createTask(mock, apiKey, { callback_url: callbacks.url });
    await account.clock.advance({ days: 1 });
    expect(callbacks.received).toHaveLength(1);
  });
});
