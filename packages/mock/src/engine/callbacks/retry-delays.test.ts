import { expect, test } from "vitest";
import { retryDelays } from "./retry-delays.ts";

const day = 24 * 60 * 60 * 1000;

test("the last of twenty retries within a day is due exactly a day after the first attempt", () => {
  const delays = retryDelays({ times: 20, within: day, growth: 1.5 });
  expect(delays).toHaveLength(20);
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBe(day);
});

test("each wait is as many times the one before as the rule says", () => {
  const delays = retryDelays({ times: 20, within: day, growth: 1.5 });
  expect(delays[0]).toBe(12_995);
  for (const [index, delay] of delays.slice(1).entries()) {
    // Rounded to milliseconds.
    expect(Math.abs(delay - (delays[index] ?? 0) * 1.5)).toBeLessThan(2);
  }
});

test("a single retry comes at the end of the time", () => {
  expect(retryDelays({ times: 1, within: 60_000, growth: 1.5 })).toEqual([60_000]);
});

test("without retries there is no wait", () => {
  expect(retryDelays({ times: 0, within: 0, growth: 1.5 })).toEqual([]);
});
