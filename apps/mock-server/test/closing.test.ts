import { describe, expect, test } from "vitest";
import { type LogEvent, type MockServer, startCallbackReceiver, startMockServer } from "../src/index.ts";
import { createTask, newKey, send } from "./support/send.ts";

const activeTimers = (): number =>
  process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;

/** Something that is under way. Resolves when it surely is. */
type Work = (mock: MockServer, receiver: { url: string; asked: Promise<unknown> }) => Promise<Promise<unknown> | undefined>;

describe("a server closes at once, and leaves no timers, while", () => {
  test.each<[string, Work]>([
    ["nothing happens", () => Promise.resolve(undefined)],
    [
      "somebody waits for a delivery",
      async (mock) => {
        const id = await createTask(mock, newKey("live"));
        const waiting = send(mock, `GET /_mock/tasks/${id}/delivery?timeoutMs=60000`);
        await expect.poll(() => activeTimers()).toBeGreaterThan(0);
        return waiting;
      },
    ],
    [
      "a test waits for a callback",
      async (mock) => {
        const key = newKey("live");
        return mock.account(key).waitForCallback(await createTask(mock, key), { timeoutMs: 60_000 });
      },
    ],
    [
      "a receiver takes its time",
      async (mock, { url, asked }) => {
        await createTask(mock, newKey(), { callback_url: url });
        await asked;
        return undefined;
      },
    ],
    [
      "a clock is moved, and a receiver takes its time",
      async (mock, { url, asked }) => {
        const key = newKey("live");
        await mock.account(key).updateSettings({ liveCompletion: "by-urgency" });
        for (let index = 0; index < 3; index++) await createTask(mock, key, { callback_url: url });
        const advance = send(mock, `POST /_mock/clock/advance?account=${key}`, { json: { days: 30 } });
        await asked;
        return advance;
      },
    ],
    [
      "an attachment takes its time",
      async (mock, { url, asked }) => {
        const key = newKey();
        await mock.account(key).updateSettings({ checkAttachments: true });
        await createTask(mock, key, { attachment_type: "image", attachment: url });
        await asked;
        return undefined;
      },
    ],
    [
      "a request is late on purpose",
      async (mock) => {
        const key = newKey();
        mock.account(key).addFault({ target: "request", delayMs: 600_000 });
        const late = send(mock, "GET /scale-v1/tasks", { key });
        await expect.poll(async () => (await send(mock, `GET /_mock/faults?account=${key}`)).body).toEqual([]);
        return late;
      },
    ],
    [
      "retries and completions are due later",
      async (mock) => {
        const [test1, live] = [newKey(), newKey("live")];
        const id = await createTask(mock, test1);
        await mock.account(test1).waitForCallback(id);
        await mock.account(live).updateSettings({ liveCompletion: "by-urgency" });
        await createTask(mock, live);
        return undefined;
      },
    ],
  ])("%s", async (_, begin) => {
    const defects: LogEvent[] = [];
    const receiver = await startCallbackReceiver();
    const asked = Promise.withResolvers<void>();
    receiver.answerWith(() => {
      asked.resolve();
      return new Promise<number>(() => undefined);
    });
    const mock = await startMockServer({
      log: (event) => {
        if (event.event === "defect") defects.push(event);
      },
    });
    const timers = activeTimers();
    // Attachments are fetched by GET, which the receiver answers as well.
    const work = begin(mock, { url: receiver.url, asked: asked.promise });
    const underWay = work.then((it) => it).catch(() => undefined);
    await Promise.race([underWay, asked.promise, new Promise((resolve) => setTimeout(resolve, 300))]);
    await mock.close();
    await underWay;
    await receiver.close();
    expect(activeTimers()).toBeLessThanOrEqual(timers);
    expect(defects).toEqual([]);
  }, 1500);
});

test("a server can be closed twice", async () => {
  const mock = await startMockServer();
  await Promise.all([mock.close(), mock.close()]);
  await mock.close();
});

test("an attempt that the closing server broke off does not count", async () => {
  // Whatever SQLite keeps, the next start goes on with; see durability.test.ts. Here only the log is looked at.
  const events: LogEvent[] = [];
  const mock = await startMockServer({ log: (event) => events.push(event) });
  const receiver = await startCallbackReceiver();
  const asked = Promise.withResolvers<void>();
  receiver.answerWith(() => {
    asked.resolve();
    return new Promise<number>(() => undefined);
  });
  await createTask(mock, newKey(), { callback_url: receiver.url });
  await asked.promise;
  await mock.close();
  await receiver.close();
  expect(events.filter(({ event }) => event === "delivery")).toEqual([]);
});
