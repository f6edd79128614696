import * as fc from "fast-check";
import { expect, test } from "vitest";
import { timeScale } from "./time-scale.ts";

const moment = fc.integer({ min: 0, max: 10 ** 12 });

test("a later time is never placed before an earlier one", () => {
  fc.assert(
    fc.property(moment, moment, moment, (start, first, second) => {
      const { place } = timeScale(start, start + 86_400_000);
      expect(place(Math.min(first, second))).toBeLessThanOrEqual(place(Math.max(first, second)));
    }),
  );
});

test("the start is at 0, the end at 1, and marks are between them", () => {
  const { marks, place } = timeScale(5000, 5000 + 86_400_000);
  expect([place(5000), place(5000 + 86_400_000)]).toEqual([0, 1]);
  expect(marks.map((mark) => place(5000 + mark)).every((at) => at > 0 && at < 1)).toBe(true);
});
