import { describe, expect } from "vitest";
import { startCallbackReceiver } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, question, send } from "./support/send.ts";
import { startStatusServer } from "./support/status-server.ts";

const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

/** In milliseconds. Each wait is one and a half times the one before, and 20 of them fill a day. */
const dueAfter = (retry: number): number => Math.round((86_400_000 * (1.5 ** retry - 1)) / (1.5 ** 20 - 1));

describe("a callback of version 1 is tried 20 more times within 24 hours", () => {
  test("it succeeds at the twentieth try, and the task says so", async ({ mock, callbacks }) => {
    const key = newKey("live");
    const account = mock.account(key);
    callbacks.answerWith((_, count) => (count < 20 ? 500 : 200));
    const { now: start } = await account.clock.freeze();
    const id = await createTask(mock, key, { callback_url: callbacks.url });

    await account.completeTask(id, { response: { category: "damage" } });
    await account.waitForCallback(id);
    const pending = await send(mock, `GET /scale-v1/task/${id}`, { key });
    expect(pending.body).toMatchObject({ status: "completed", completed_at: start });
    expect(pending.body).not.toHaveProperty("callback_succeeded");

    const { now, ...advanced } = await account.clock.advance({ hours: 24 });
    expect(advanced).toEqual({ frozen: true, completions: 0, attempts: 19 });
    expect(minutesBetween(start, now)).toBe(24 * 60);
    const [delivery] = await account.deliveries({ taskId: id });
    expect(delivery?.status).toBe("succeeded");
    expect(delivery).not.toHaveProperty("nextAttemptAt");
    expect(delivery?.attempts.map(({ status }) => status)).toEqual([...Array<number>(19).fill(500), 200]);
    expect(delivery?.attempts.map(({ at }) => Date.parse(at) - Date.parse(start))).toEqual(
      Array.from({ length: 20 }, (_, index) => dueAfter(index)),
    );
    expect(callbacks.received).toHaveLength(20);
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).body["callback_succeeded"]).toBe(true);
    expect(await account.clock.advance({ days: 365 })).toMatchObject({ attempts: 0 });
  });

  test("it never succeeds, and after 24 hours the task says so", async ({ mock, callbacks }) => {
    const key = newKey("live");
    const account = mock.account(key);
    callbacks.answerWith(500);
    const { now: start } = await account.clock.freeze();
    const id = await createTask(mock, key, { callback_url: callbacks.url });
    await account.completeTask(id);

    await account.clock.advance({ milliseconds: 86_399_999 });
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).body).not.toHaveProperty(
      "callback_succeeded",
    );
    expect(await account.clock.advance({ milliseconds: 1 })).toMatchObject({ attempts: 1 });
    const delivery = await account.waitForCallback(id, { until: "ended" });
    expect(delivery.status).toBe("failed");
    expect(delivery.attempts).toHaveLength(21);
    expect(minutesBetween(start, delivery.attempts.at(-1)?.at ?? "")).toBe(24 * 60);
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).body["callback_succeeded"]).toBe(false);
  });

  test.for([200, 201, 204, 299])("%d will do", async (status, { mock, apiKey, account, callbacks }) => {
    callbacks.answerWith(status);
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    expect(await account.waitForCallback(id)).toMatchObject({ status: "succeeded", attempts: [{ status }] });
  });

  test.for([300, 302, 400, 401, 500])("%d will not", async (status, { mock, apiKey, account, callbacks }) => {
    callbacks.answerWith(status);
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    expect(await account.waitForCallback(id)).toMatchObject({ status: "pending", attempts: [{ status }] });
  });
});

describe("a callback of the beta", () => {
  test("is a form, accepted with exactly 200, and retried once if not", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    callbacks.answerWith(204);
    const { now: start } = await account.clock.freeze();
    const { body } = await send(mock, "POST /scale-beta/task/categorize", {
      key: apiKey,
      json: { ...question, callback_url: callbacks.url },
    });
    const id = String(body["task_id"]);
    await account.waitForCallback(id);
    expect(await account.clock.advance({ days: 2 })).toMatchObject({ attempts: 1 });
    expect(await account.deliveries()).toMatchObject([
      {
        status: "failed",
        mediaType: "application/x-www-form-urlencoded",
        attempts: [{ at: start }, { status: 204 }],
      },
    ]);
    expect(callbacks.received[0]).toMatchObject({
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: {
        task_id: id,
        response: { category: expect.any(String), status_code: "200" },
        task: { task_id: id, status: "completed", params: { categories: ["delivery", "damage"] } },
      },
    });
    const { body: task } = await send(mock, `GET /scale-beta/task/${id}`, { key: apiKey });
    expect(task).toMatchObject({ response: { status_code: 200 } });
    expect(task).not.toHaveProperty("callback_succeeded");
  });

  test("is accepted by 200", async ({ mock, apiKey, account, callbacks }) => {
    const json = { ...question, callback_url: callbacks.url };
    const { body } = await send(mock, "POST /scale-beta/task/categorize", { key: apiKey, json });
    expect(await account.waitForCallback(String(body["task_id"]))).toMatchObject({ status: "succeeded" });
  });
});

test("callbacks carry the key of their account, which can be set", async ({
  mock,
  apiKey,
  account,
  callbacks,
}) => {
  await createTask(mock, apiKey, { callback_url: callbacks.url });
  const { headers } = await callbacks.waitFor(1);
  expect(headers["scale-callback-auth"]).toBe((await account.settings()).callbackAuthKey);

  await account.updateSettings({ callbackAuthKey: "my-key" });
  await createTask(mock, apiKey, { callback_url: callbacks.url });
  expect((await callbacks.waitFor(2)).headers["scale-callback-auth"]).toBe("my-key");
});

describe("receivers that are no use get an attempt with the reason", () => {
  test.for([
    ["nobody there", "http://127.0.0.1:9/", { error: "ECONNREFUSED" }],
    ["an impossible host", "http://nowhere.invalid/", { error: "ENOTFOUND" }],
  ] as const)("%s", async ([, url, attempt], { mock, apiKey, account }) => {
    const id = await createTask(mock, apiKey, { callback_url: url });
    expect(await account.waitForCallback(id)).toMatchObject({ status: "pending", attempts: [attempt] });
  });

  test("https at a port of http", async ({ mock, apiKey, account, callbacks }) => {
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url.replace("http:", "https:") });
    const { attempts } = await account.waitForCallback(id);
    expect(attempts).toMatchObject([{ error: expect.stringMatching(/^[A-Za-z_ ]+$/) }]);
  });

  test("a circular redirect, which is not followed", async ({ mock, apiKey, account }) => {
    const files = await startStatusServer();
    const id = await createTask(mock, apiKey, { callback_url: `${files}/302` });
    expect((await account.waitForCallback(id)).attempts).toMatchObject([{ status: 302 }]);
  });
});

describe("order and isolation", () => {
  test("the deliveries of a task are sent one after the other", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    let running = 0;
    let most = 0;
    callbacks.answerWith(async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return 200;
    });
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    const { deliveryId } = await account.waitForCallback(id);
    const replays = Array.from({ length: 5 }, () =>
      send(mock, `POST /_mock/deliveries/${deliveryId}/replay`),
    );
    for (const { status } of await Promise.all(replays)) expect(status).toBe(200);
    await callbacks.waitFor(6);
    expect(most).toBe(1);
  });

  test("a slow receiver does not delay others", async ({ mock, apiKey, account, callbacks }) => {
    const slow = await startCallbackReceiver();
    const release = Promise.withResolvers<number>();
    slow.answerWith(() => release.promise);
    const stuck = await Promise.all(
      Array.from({ length: 100 }, () => createTask(mock, apiKey, { callback_url: slow.url })),
    );
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    expect((await account.waitForCallback(id)).status).toBe("succeeded");
    expect((await account.deliveries({ taskId: stuck[0] ?? "" }))[0]?.attempts).toEqual([]);
    release.resolve(200);
    for (const each of stuck) expect((await account.waitForCallback(each)).status).toBe("succeeded");
    await slow.close();
  });

  test("a task may be completed, canceled or read while its callback is on its way", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    const release = Promise.withResolvers<number>();
    callbacks.answerWith(() => release.promise);
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    await expect.poll(() => account.deliveries()).toHaveLength(1);
    await expect(account.completeTask(id)).rejects.toThrow(`Task ${id} is completed`);
    expect((await send(mock, `POST /scale-v1/task/${id}/cancel`, { key: apiKey })).status).toBe(500);
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey })).body["status"]).toBe("completed");
    release.resolve(200);
    await account.waitForCallback(id);
  });
});

test("once accepted a callback stays so, even if a replay fails for good", async ({
  mock,
  apiKey,
  account,
  callbacks,
}) => {
  const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
  const { deliveryId } = await account.waitForCallback(id);
  callbacks.answerWith(500);
  await send(mock, `POST /_mock/deliveries/${deliveryId}/replay`);
  await account.clock.advance({ hours: 25 });
  expect((await account.deliveries()).map(({ status }) => status)).toEqual(["succeeded", "failed"]);
  expect((await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey })).body["callback_succeeded"]).toBe(
    true,
  );
});
