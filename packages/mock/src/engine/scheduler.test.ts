import { expect, test } from "vitest";
import { createManualHost, type ManualHost } from "../../test/support/manual-host.ts";
import { StoreError } from "./store/store-error.ts";
import { Account } from "./account.ts";
import { initialSettings } from "./accounts.ts";
import { frozenAt, runningFrom } from "./clock.ts";
import { Scheduler } from "./scheduler.ts";

interface World {
  readonly host: ManualHost;
  readonly account: Account;
  readonly scheduler: Scheduler;
  /** What was done, with the milliseconds on the account's clock since the start. */
  readonly done: [string, number][];
  /** Plans something for so many milliseconds after the start. */
  readonly plan: (name: string, after: number, run?: () => Promise<boolean>) => void;
}

const createWorld = (): World => {
  const host = createManualHost();
  const scheduler = new Scheduler(host);
  const start = host.now();
  const account = new Account(
    { key: "test_a", callbackAuthKey: "cb", clock: runningFrom(start, start), settings: initialSettings },
    host,
  );
  const done: [string, number][] = [];
  let sequence = 0;
  const plan: World["plan"] = (name, after, run) =>
    scheduler.add(account, {
      kind: "completion",
      at: start + after,
      sequence: (sequence += 1),
      run:
        run ??
        (async () => {
          done.push([name, account.now() - start]);
          return true;
        }),
    });
  return { host, account, scheduler, done, plan };
};

const keepNothing = async (): Promise<void> => undefined;

test("what is due is done at its time, the earliest first", async () => {
  const { done, host, plan } = createWorld();
  plan("second", 2000);
  plan("first", 1000);
  await host.pass(1500);
  expect(done).toEqual([["first", 1000]]);
  await host.pass(500);
  expect(done).toEqual([
    ["first", 1000],
    ["second", 2000],
  ]);
});

test("of what is due at the same moment, what was planned first is done first", async () => {
  const { done, host, plan } = createWorld();
  for (const name of ["a", "b", "c"]) plan(name, 10);
  await host.pass(10);
  expect(done.map(([name]) => name)).toEqual(["a", "b", "c"]);
});

test("nothing is due while the clock stands still, and an advance does it in order", async () => {
  const { account, done, host, plan, scheduler } = createWorld();
  account.record = { ...account.record, clock: frozenAt(account.now()) };
  plan("in a day", 86_400_000);
  plan("in an hour", 3_600_000);
  await host.pass(90_000_000);
  expect(done).toEqual([]);

  expect(await scheduler.advance(account, 86_400_000, keepNothing)).toEqual({ completions: 2, attempts: 0 });
  expect(done).toEqual([
    ["in an hour", 3_600_000],
    ["in a day", 86_400_000],
  ]);
});

test("what is planned on the way of an advance is done on the way, if there is time", async () => {
  const { done, plan, scheduler, account } = createWorld();
  plan("parent", 1000, async () => {
    plan("child", 3000);
    plan("grandchild", 9000);
    return true;
  });
  await scheduler.advance(account, 5000, keepNothing);
  expect(done).toEqual([["child", 3000]]);
});

test("what the store keeps from its end is done again a second later, and is reported", async () => {
  const { done, host, plan } = createWorld();
  let isBroken = true;
  plan("stubborn", 100, async () => {
    if (isBroken) throw new StoreError("The disk is full.", { isPassing: true });
    done.push(["stubborn", 0]);
    return true;
  });
  await host.pass(150);
  expect(host.reported).toHaveLength(1);
  isBroken = false;
  await host.pass(500);
  expect(done).toEqual([]);
  await host.pass(600);
  expect(done).toEqual([["stubborn", 0]]);
});

test("an account that ended does nothing more, and waits for nothing", async () => {
  const { account, done, host, plan } = createWorld();
  plan("late", 1000);
  account.stop();
  plan("later", 2000);
  expect(host.timers()).toBe(0);
  await host.pass(5000);
  expect(done).toEqual([]);
});
