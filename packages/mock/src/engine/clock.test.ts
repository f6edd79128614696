import { expect, test } from "vitest";
import { frozenAt, isFrozen, isoTime, runningFrom, timeOf } from "./clock.ts";

test("a running clock goes as fast as the machine's clock", () => {
  const clock = runningFrom(5_000, 1_000);
  expect([timeOf(clock, 1_000), timeOf(clock, 1_250)]).toEqual([5_000, 5_250]);
  expect(isFrozen(clock)).toBe(false);
});

test("a frozen clock stands still, whatever the machine's clock shows", () => {
  const clock = frozenAt(5_000);
  expect([timeOf(clock, 1_000), timeOf(clock, 9_999)]).toEqual([5_000, 5_000]);
  expect(isFrozen(clock)).toBe(true);
});

test("times are written in UTC with milliseconds", () => {
  expect(isoTime(Date.UTC(2026, 0, 2, 3, 4, 5, 6))).toBe("2026-01-02T03:04:05.006Z");
});
