import { expect, test } from "vitest";
import { median, spread } from "./median.ts";

test.for([
  [[5], 5, 0],
  [[3, 1, 2], 2, 1],
  [[4, 1, 3, 2], 2.5, 1.2],
  [[100, 90, 120], 100, 0.3],
] as const)("of %j the median is %d and the spread %d", ([values, middle, width]) => {
  expect(median(values)).toBe(middle);
  expect(spread(values)).toBeCloseTo(width);
});
