import * as fc from "fast-check";
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

test("every time is written as a Date writes it, whichever was written before", () => {
  const time = fc.oneof(
    fc.integer({ min: -3000, max: 3000 }),
    fc.date({ noInvalidDate: true }).map(Number),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(time), (times) => {
      expect(times.map(isoTime)).toEqual(times.map((each) => new Date(each).toISOString()));
    }),
  );
  expect(() => isoTime(Number.NaN)).toThrow(RangeError);
});
