import { expect, test } from "vitest";
import { bisect } from "./bisect.ts";

test.each([
  { from: 0, to: 10, limit: 4, found: 4 },
  { from: 0, to: 10, limit: 0, found: 0 },
  { from: 0, to: 10, limit: 10, found: 10 },
  { from: 0, to: 10, limit: 99, found: 10 },
  { from: 5, to: 5, limit: 0, found: 5 },
  { from: 0, to: Number.MAX_SAFE_INTEGER, limit: 2 ** 40 + 1, found: 2 ** 40 + 1 },
])("finds the first number from $limit on between $from and $to", ({ from, to, limit, found }) => {
  expect(bisect(from, to, (value) => value >= limit)).toBe(found);
});
