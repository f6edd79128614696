import { expect, test } from "vitest";
import { SteadyTime } from "./steady-time.ts";

/** A clock that can be set, on a machine whose uptime is told. */
const start = (): {
  pass: (ms: number) => void;
  set: (by: number) => void;
  read: () => number;
  time: SteadyTime;
} => {
  let uptime = 0;
  let shown = 1_000_000;
  const time = new SteadyTime(() => uptime);
  return {
    pass: (ms) => {
      uptime += ms;
      shown += ms;
    },
    set: (by) => {
      shown += by;
    },
    read: () => time.read(shown),
    time,
  };
};

test("time is what the clock shows", () => {
  const { pass, read } = start();
  expect(read()).toBe(1_000_000);
  pass(5);
  expect(read()).toBe(1_000_005);
});

test("time follows a clock that is set forward", () => {
  const { set, read } = start();
  read();
  set(60_000);
  expect(read()).toBe(1_060_000);
});

test("time goes on at its pace when the clock is set back, and meets it where it catches up", () => {
  const { pass, set, read } = start();
  read();
  set(-60_000);
  expect(read()).toBe(1_000_000);
  pass(10);
  expect(read()).toBe(1_000_010);
  set(60_005);
  expect(read()).toBe(1_000_015);
});

test("while time is held nothing of it passes", () => {
  const { pass, read, time } = start();
  read();
  expect(time.hold(1_000_000)).toBe(1_000_000);
  pass(60_000);
  expect(time.hold(1_000_000)).toBe(1_000_000);
  expect(time.hold(900_000)).toBe(1_000_000);
});

test("time does not begin before the given moment", () => {
  const { pass, read, time } = start();
  time.startFrom(2_000_000);
  pass(1);
  expect(read()).toBe(2_000_001);
});
