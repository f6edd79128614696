import { expect, test } from "vitest";
import { newAccount } from "../../test/support/records.ts";
import { Account } from "./account.ts";
import { frozenAt, runningFrom } from "./clock.ts";

/** Time that passes with every look at it. */
const source = () => {
  let now = 1000;
  return { now: () => (now += 1), uptime: () => now };
};

test("a clock that was stopped shows the time that was recorded", () => {
  const account = new Account(newAccount("ann"), source());
  for (let round = 0; round < 3; round++) {
    const stopped = account.now();
    account.record = { ...account.record, clock: frozenAt(stopped) };
    expect(account.now()).toBe(stopped);
    account.record = { ...account.record, clock: runningFrom(stopped, stopped) };
    expect(account.now()).toBeGreaterThanOrEqual(stopped);
  }
});
