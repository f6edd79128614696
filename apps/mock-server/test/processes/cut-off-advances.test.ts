import { expect, test } from "vitest";
import { createClient, startReceiver, temporaryStore } from "../support/durable-server.ts";
import { type FaultServer, killHard, patient, serve } from "../support/fault-server.ts";
import { newTask } from "../support/new-task.ts";

// Windows has no way to ask a process to end.
const signals = process.platform === "win32" ? (["SIGKILL"] as const) : (["SIGKILL", "SIGTERM"] as const);

const end = async ({ child, exit }: FaultServer, signal: NodeJS.Signals): Promise<void> => {
  child.kill(signal);
  expect(await exit).toBe(signal === "SIGKILL" ? null : 0);
};

test.each(signals.flatMap((signal) => [true, false].map((frozen) => ({ signal, frozen }))))(
  "$signal in the middle of an advance leaves the clock as it was (frozen: $frozen), and what is due is done later",
  async ({ signal, frozen }) => {
    const store = temporaryStore();
    const key = "live_moved";
    const receiver = await startReceiver(1);
    const first = await serve({ store, args: patient });
    const on = `account=${key}`;
    await first.control(`PATCH /settings?${on}`, { liveCompletion: "by-urgency" });
    await first.control(`POST /clock/freeze?${on}`);
    const { now: start } = (await first.control(`GET /clock?${on}`)).body;
    const taskIds = [];
    for (const urgency of ["immediate", "day", "week"])
      taskIds.push(await newTask(first.scale, key, receiver.callbackUrl, { urgency }));
    if (!frozen) await first.control(`POST /clock/resume?${on}`);

    // The callback after an hour is answered. That after a day is held, and with it the clock.
    const advance = first.control(`POST /clock/advance?${on}`, { days: 30 }).catch(() => "cut off");
    await receiver.holds(1);
    await first.control(`PATCH /settings?${on}`, { completionDelayMs: 7 });
    await end(first, signal);
    expect(await advance).toSatisfy((answer) => answer === "cut off" || answer.status === 500);
    const second = await serve({ store });

    const { now, frozen: isFrozen } = (await second.control(`GET /clock?${on}`)).body;
    expect(isFrozen).toBe(frozen);
    const hours = (Date.parse(now) - Date.parse(start)) / 3_600_000;
    expect(hours).toBeGreaterThanOrEqual(24);
    // Not a week yet. Only hours would be more than this test takes.
    expect(hours).toBeLessThan(frozen ? 24.001 : 30);
    expect((await second.control(`GET /settings?${on}`)).body.completionDelayMs).toBe(7);
    await receiver.goOn();
    await second.control(`POST /clock/advance?${on}`, { days: 7 });
    expect(new Set(await receiver.answered(3))).toEqual(new Set(taskIds));
    const { total } = createClient(second.scale, key, receiver.callbackUrl);
    expect(await total("&status=completed")).toBe(3);
  },
);

test("time does not go back when a server is killed in the middle of an advance", async () => {
  const store = temporaryStore();
  const key = "live_back";
  const receiver = await startReceiver(0);
  const first = await serve({ store, args: patient });
  await first.control(`PATCH /settings?account=${key}`, { liveCompletion: "by-urgency" });
  await newTask(first.scale, key, receiver.callbackUrl, { urgency: "week" });
  void first.control(`POST /clock/advance?account=${key}`, { days: 30 }).catch(() => undefined);
  await receiver.holds(1);
  const before = await createdAt(first, key);
  await killHard(first);

  const second = await serve({ store });

  expect((await createdAt(second, key)) >= before).toBe(true);
});

/** When a task is created that is created now. */
const createdAt = async ({ scale }: FaultServer, key: string): Promise<string> => {
  const taskId = await newTask(scale, key);
  const response = await fetch(`${scale}/task/${taskId}`, {
    headers: { authorization: `Basic ${btoa(`${key}:`)}` },
  });
  return ((await response.json()) as { readonly created_at: string }).created_at;
};
