import { once } from "node:events";
import { expect, test } from "vitest";
import { startReceiver, temporaryStore } from "../support/durable-server.ts";
import { type Circumstances, type FaultServer, killHard, serve } from "../support/fault-server.ts";
import { newTask } from "../support/new-task.ts";

const HOUR = 3_600_000;

/** A server on a machine whose clock can be set. */
interface SettableServer extends FaultServer {
  /** Sets the clock forward, or back. */
  readonly setClock: (by: number) => Promise<void>;
}

const serveOn = async (circumstances: Circumstances = {}): Promise<SettableServer> => {
  const server = await serve({
    ...circumstances,
    preload: import.meta.resolve("../support/settable-clock.ts"),
  });
  const setClock = async (setBy: number): Promise<void> => {
    const isSet = once(server.child, "message");
    server.child.send({ setBy });
    await isSet;
  };
  return { ...server, setClock };
};

interface Created {
  readonly task_id: string;
  readonly created_at: string;
}

const create = async ({ scale }: FaultServer, key: string, url?: string): Promise<Created> => {
  const taskId = await newTask(scale, key, url);
  const headers = { authorization: `Basic ${btoa(`${key}:`)}` };
  return (await fetch(`${scale}/task/${taskId}`, { headers })).json() as Promise<Created>;
};

const sorted = (tasks: readonly Created[]): Created[] =>
  tasks.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));

test("a clock that is set back holds up no completion and no callback", async () => {
  const server = await serveOn();
  const receiver = await startReceiver(Infinity);
  await server.control("PATCH /settings?account=test_back", {
    testCompletion: "delayed",
    completionDelayMs: 300,
  });
  const { task_id: before } = await create(server, "test_back", receiver.callbackUrl);

  await server.setClock(-HOUR);
  const { task_id: after } = await create(server, "test_back", receiver.callbackUrl);

  expect(new Set(await receiver.answered(2))).toEqual(new Set([before, after]));
});

test("however the clock is set, times of creation and ids ascend within an account", async () => {
  const server = await serveOn();
  const tasks: Created[] = [];
  for (const by of [0, -HOUR, 2 * HOUR, -3 * HOUR, 500, 0]) {
    await server.setClock(by);
    for (let count = 0; count < 3; count++) tasks.push(await create(server, "live_order"));
  }

  expect(sorted(tasks)).toEqual(tasks);
  const seconds = tasks.map(({ task_id: id }) => Number.parseInt(id.slice(0, 8), 16));
  expect(seconds.toSorted((a, b) => a - b)).toEqual(seconds);
  // It follows where it may: from the third round on it is an hour ahead.
  const [first, , , , , , third] = tasks.map(({ created_at: time }) => Date.parse(time));
  expect((third ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(HOUR);
});

test("a clock that was set back while the server was down does not take times of creation back", async () => {
  const store = temporaryStore();
  const first = await serveOn({ store, env: { CLOCK_SET_BY: String(HOUR) } });
  const before = await create(first, "live_down");
  await killHard(first);

  const second = await serveOn({ store });
  const after = await create(second, "live_down");
  const later = await create(second, "live_down");

  expect(sorted([before, after, later])).toEqual([before, after, later]);
});

test("when the clock leaps, what has become due is done at once, and each callback is tried once", async () => {
  const server = await serveOn();
  const receiver = await startReceiver(Infinity);
  await server.control("PATCH /settings?account=live_leap", { liveCompletion: "by-urgency" });
  const { task_id: due } = await create(server, "live_leap", receiver.callbackUrl);
  const { task_id: failing } = await create(server, "test_leap", "http://127.0.0.1:9/");
  const wait = (taskId: string): Promise<unknown> =>
    server.control(`GET /tasks/${taskId}/delivery?timeoutMs=60000`);
  await wait(failing);

  // As when the machine sleeps for two days: the task was due after one, and so were all retries.
  await server.setClock(48 * HOUR);
  expect(await receiver.answered(1)).toEqual([due]);
  await expect.poll(() => attemptsOf(server, failing), { timeout: 50_000 }).toBe(2);
  // Whatever else there is to do would be done before the callback of a task that is created now.
  const { task_id: next } = await create(server, "test_leap", receiver.callbackUrl);
  await receiver.answered(2);
  await wait(next);

  expect(await attemptsOf(server, failing)).toBe(2);
});

const attemptsOf = async ({ control }: FaultServer, taskId: string): Promise<number> => {
  const { body } = await control(`GET /deliveries?taskId=${taskId}`);
  return (body as [{ readonly attempts: readonly unknown[] }])[0].attempts.length;
};
