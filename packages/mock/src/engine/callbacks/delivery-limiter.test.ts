import { array, assert, asyncProperty, integer, record } from "fast-check";
import { expect, test } from "vitest";
import { nextTurn } from "../../../test/support/next-turn.ts";
import { createDeliveryLimiter } from "./delivery-limiter.ts";

/** Jobs that run until they are told to end, and a record of those that have begun. */
const createJobs = () => {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    job: (name: string) => (): Promise<void> => {
      begun.push(name);
      return new Promise((resolve) => void ends.set(name, resolve));
    },
    /** Ends a job and lets the next ones begin. */
    end: async (name: string): Promise<void> => {
      ends.get(name)?.();
      await nextTurn();
    },
  };
};

test("jobs of one order run one after the other, in the order of the calls", async () => {
  const lanes = createDeliveryLimiter();
  const { begun, job, end } = createJobs();
  for (const name of ["1", "2", "3"]) void lanes.run("shop", "task", job(name));
  expect(begun).toEqual(["1"]);
  await end("1");
  expect(begun).toEqual(["1", "2"]);
  await end("2");
  expect(begun).toEqual(["1", "2", "3"]);
});

test("an order holds across receivers", async () => {
  const lanes = createDeliveryLimiter();
  const { begun, job, end } = createJobs();
  void lanes.run("shop", "task", job("1"));
  void lanes.run("other shop", "task", job("2"));
  expect(begun).toEqual(["1"]);
  await end("1");
  expect(begun).toEqual(["1", "2"]);
});

test("a job that waits for its turn takes no place of its receiver", async () => {
  const lanes = createDeliveryLimiter({ perReceiver: 2 });
  const { begun, job } = createJobs();
  for (const name of ["a1", "a2", "a3"]) void lanes.run("shop", "a", job(name));
  void lanes.run("shop", "b", job("b1"));
  expect(begun).toEqual(["a1", "b1"]);
});

test("a receiver has no more jobs at a time than it may", async () => {
  const lanes = createDeliveryLimiter({ perReceiver: 2 });
  const { begun, job, end } = createJobs();
  for (const name of ["1", "2", "3", "4"]) void lanes.run("shop", name, job(name));
  expect(begun).toEqual(["1", "2"]);
  await end("2");
  expect(begun).toEqual(["1", "2", "3"]);
});

test("a receiver that never responds does not delay another one, even when every slot is taken", async () => {
  const lanes = createDeliveryLimiter({ perReceiver: 2, overall: 2 });
  const { begun, job, end } = createJobs();
  for (const name of ["1", "2", "3"]) void lanes.run("dead", name, job(`dead ${name}`));
  for (const name of ["4", "5"]) void lanes.run("fast", name, job(`fast ${name}`));
  expect(begun).toEqual(["dead 1", "dead 2", "fast 4"]);
  await end("fast 4");
  expect(begun.slice(3)).toEqual(["fast 5"]);
});

test("a place that becomes free goes to the receiver that has the fewest", async () => {
  const lanes = createDeliveryLimiter({ overall: 4 });
  const { begun, job, end } = createJobs();
  for (const name of ["1", "2", "3", "4", "5", "6"]) void lanes.run("hog", name, job(`hog ${name}`));
  for (const name of ["7", "8", "9"]) void lanes.run("late", name, job(`late ${name}`));
  expect(begun).toEqual(["hog 1", "hog 2", "hog 3", "hog 4", "late 7"]);
  for (const name of ["1", "2", "3"]) await end(`hog ${name}`);
  // The first end makes up for the place beyond the limit; then the late one has one, and the hog two.
  expect(begun.slice(5)).toEqual(["late 8", "hog 5"]);
});

test("the result of a job and its error are passed on, and the next one runs", async () => {
  const lanes = createDeliveryLimiter();
  const results = await Promise.allSettled([
    lanes.run("shop", "task", async () => "done"),
    lanes.run("shop", "task", () => Promise.reject(new Error("later"))),
    lanes.run("shop", "task", () => {
      throw new Error("at once");
    }),
    lanes.run("shop", "task", async () => 4),
  ]);
  expect(results).toEqual([
    { status: "fulfilled", value: "done" },
    { status: "rejected", reason: new Error("later") },
    { status: "rejected", reason: new Error("at once") },
    { status: "fulfilled", value: 4 },
  ]);
});

test("idle waits for all jobs, also for those that come meanwhile", async () => {
  const lanes = createDeliveryLimiter();
  const { job, end } = createJobs();
  const log: string[] = [];
  await lanes.idle();
  void lanes.run("shop", "1", job("1"));
  void lanes.idle().then(() => log.push("idle"));
  void lanes.run("shop", "2", job("2"));
  await end("1");
  expect(log).toEqual([]);
  await end("2");
  expect(log).toEqual(["idle"]);
});

test("whatever the jobs, orders and limits hold, and all jobs run", async () => {
  const small = integer({ min: 1, max: 4 });
  const limits = record({ perReceiver: small, overall: small });
  const jobs = array(record({ receiver: small, order: small, steps: integer({ min: 0, max: 3 }) }), {
    maxLength: 60,
  });
  const check = asyncProperty(limits, jobs, async ({ perReceiver, overall }, plan) => {
    const lanes = createDeliveryLimiter({ perReceiver, overall });
    const running = new Map<number, number>();
    const begun: { order: number; index: number }[] = [];
    const total = (): number => [...running.values()].reduce((sum, count) => sum + count, 0);
    const results = plan.map(({ receiver, order, steps }, index) =>
      lanes.run(`receiver ${receiver}`, `order ${order}`, async () => {
        const here = (running.get(receiver) ?? 0) + 1;
        running.set(receiver, here);
        begun.push({ order, index });
        expect(here).toBeLessThanOrEqual(perReceiver);
        expect(here === 1 || total() <= overall).toBe(true);
        for (let step = 0; step < steps; step += 1) await nextTurn();
        running.set(receiver, (running.get(receiver) ?? 0) - 1);
      }),
    );
    await lanes.idle();
    await Promise.all(results);
    expect(begun).toHaveLength(plan.length);
    const inOrder = (order: number): number[] =>
      begun.filter((job) => job.order === order).map(({ index }) => index);
    for (const order of [1, 2, 3, 4])
      expect(inOrder(order)).toEqual(inOrder(order).toSorted((a, b) => a - b));
  });
  await assert(check);
});
