import { describe, expect } from "vitest";
import { startCallbackReceiver } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, send } from "./support/send.ts";

test("a frozen clock stands still, advances as requested, and resumes from there", async ({ account }) => {
  const { now } = await account.clock.freeze();
  expect(await account.clock.freeze()).toEqual({ now, frozen: true });
  const later = new Date(Date.parse(now) + 5_400_000).toISOString();
  expect(await account.clock.advance({ hours: 1, minutes: 30 })).toMatchObject({ now: later, frozen: true });
  expect(await account.clock.now()).toEqual({ now: later, frozen: true });
  const running = await account.clock.resume();
  expect(running.frozen).toBe(false);
  expect(running.now >= later).toBe(true);
});

test("a running clock that is moved runs on from there", async ({ account }) => {
  const before = Date.now();
  const { now, frozen } = await account.clock.advance({ days: 10 });
  expect(frozen).toBe(false);
  expect(Date.parse(now) - before).toBeGreaterThanOrEqual(864_000_000);
  expect((await account.clock.now()).now >= now).toBe(true);
});

describe("how far a clock may go", () => {
  test.for([
    [{ milliseconds: 0 }, 0],
    [{ milliseconds: 0.4 }, 0],
    [{ seconds: 0.0015 }, 2],
    [{ days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1 }, 90_061_001],
    [{ days: 365 }, 31_536_000_000],
  ] as const)("%j is %d ms", async ([duration, milliseconds], { account }) => {
    const { now } = await account.clock.freeze();
    const moved = await account.clock.advance(duration);
    expect(Date.parse(moved.now) - Date.parse(now)).toBe(milliseconds);
  });

  test.for([
    [{ hours: -1 }, "hours is -1, but must be at least 0."],
    [{ hours: NaN }, "hours is null, but must be a number."],
    [{ days: 365 * 9000 }, "days is 3285000, but must be at most 365."],
  ] as const)("%j is refused: %s", async ([duration, message], { account }) => {
    const before = await account.clock.freeze();
    await expect(account.clock.advance(duration)).rejects.toThrow(message);
    expect(await account.clock.now()).toEqual(before);
  });
});

test("two advances at once are made one after the other, and both count", async ({ mock }) => {
  const key = newKey("live");
  const account = mock.account(key);
  const { clock } = account;
  await account.updateSettings({ liveCompletion: "by-urgency" });
  const { now } = await clock.freeze();
  await createTask(mock, key, { urgency: "day" });
  const both = await Promise.all([clock.advance({ hours: 12 }), clock.advance({ hours: 12 })]);
  expect(both.map(({ completions }) => completions)).toEqual([0, 1]);
  expect(Date.parse((await clock.now()).now) - Date.parse(now)).toBe(86_400_000);
});

test("freezing, resuming and advancing at once leave the clock in one piece", async ({ account }) => {
  const { clock } = account;
  const { now } = await clock.now();
  await Promise.all([
    clock.freeze(),
    clock.advance({ hours: 1 }),
    clock.resume(),
    clock.freeze(),
    clock.freeze(),
  ]);
  const reading = await clock.now();
  expect(reading.frozen).toBe(true);
  expect(Date.parse(reading.now) - Date.parse(now)).toBeGreaterThanOrEqual(3_600_000);
});

test("what becomes due on the way happens in order, each at its time", async ({ mock, callbacks }) => {
  const key = newKey("live");
  const account = mock.account(key);
  await account.updateSettings({ liveCompletion: "by-urgency" });
  const start = Date.parse((await account.clock.freeze()).now);
  for (const urgency of ["week", "immediate", "day"]) {
    await createTask(mock, key, { urgency, callback_url: callbacks.url });
  }
  expect(await account.clock.advance({ days: 7 })).toMatchObject({ completions: 3, attempts: 3 });
  const tasks = callbacks.received.map(({ body }) => (body as { task: Record<string, string> }).task);
  expect(
    tasks.map(({ urgency, completed_at: at = "" }) => [urgency, (Date.parse(at) - start) / 3_600_000]),
  ).toEqual([
    ["immediate", 1],
    ["day", 24],
    ["week", 168],
  ]);
});

test("a task that is created while the clock is being moved gets a time on the way", async ({
  mock,
  callbacks,
}) => {
  const key = newKey("live");
  const account = mock.account(key);
  await account.updateSettings({ liveCompletion: "by-urgency" });
  const start = Date.parse((await account.clock.freeze()).now);
  callbacks.answerWith(async () => {
    await createTask(mock, key, { urgency: "week" });
    return 200;
  });
  await createTask(mock, key, { urgency: "immediate", callback_url: callbacks.url });
  await account.clock.advance({ days: 1 });
  const { body } = await send(mock, "GET /scale-v1/tasks?limit=1", { key });
  const [task] = body["docs"] as { created_at: string }[];
  expect(Date.parse(task?.created_at ?? "") - start).toBe(3_600_000);
});

test("callbacks that are due when the clock stops are still sent, and retries wait", async ({
  mock,
  apiKey,
  account,
  callbacks,
}) => {
  callbacks.answerWith(500);
  await account.clock.freeze();
  const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
  expect((await account.waitForCallback(id)).attempts).toHaveLength(1);
  await account.clock.advance({ milliseconds: 1 });
  expect((await account.deliveries())[0]?.attempts).toHaveLength(1);
});

test("without a receiver that responds, an advance ends when the attempt times out or the account is reset", async ({
  mock,
}) => {
  const key = newKey("live");
  const account = mock.account(key);
  const stuck = await startCallbackReceiver();
  const asked = Promise.withResolvers<void>();
  stuck.answerWith(() => {
    asked.resolve();
    return new Promise<number>(() => undefined);
  });
  await account.updateSettings({ liveCompletion: "by-urgency" });
  await createTask(mock, key, { callback_url: stuck.url });
  const advance = account.clock.advance({ days: 1 });
  await asked.promise;
  await account.reset();
  expect(await advance).toMatchObject({ attempts: 1 });
  expect(await account.deliveries()).toEqual([]);
  await stuck.close();
});
