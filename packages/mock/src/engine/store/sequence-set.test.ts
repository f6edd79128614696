import { expect, test } from "vitest";
import { SequenceSet } from "./sequence-set.ts";

const setOf = (...values: readonly number[]): SequenceSet => {
  const set = new SequenceSet();
  for (const value of values) set.add(value);
  return set;
};

test("has what was added, and nothing beside it", () => {
  const values = [0, 1, 31, 32, 63, 32_767, 32_768, 5_000_000_000, Number.MAX_SAFE_INTEGER];
  const set = setOf(...values);
  expect(values.filter((value) => !set.has(value))).toEqual([]);
  expect([2, 30, 33, 62, 32_766, 32_769, 4_999_999_999].filter((value) => set.has(value))).toEqual([]);
});

test("has no longer what was deleted", () => {
  const set = setOf(31, 32);
  set.delete(31);
  set.delete(99);
  expect([31, 32, 99].map((value) => set.has(value))).toEqual([false, true, false]);
});

test("takes the same number twice as once", () => {
  const set = setOf(5, 5);
  set.delete(5);
  expect(set.has(5)).toBe(false);
});

test("knows the highest number, also when a higher one was deleted", () => {
  const set = setOf(3, 40_000, 9_000_000_000);
  expect(set.highest()).toBe(9_000_000_000);
  set.delete(9_000_000_000);
  expect(set.highest()).toBe(40_000);
  set.delete(40_000);
  expect(set.highest()).toBe(3);
  set.delete(3);
  expect(set.highest()).toBe(0);
});
