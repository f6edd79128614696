import { expect, test } from "vitest";
import { lengthOf, mergeRuns, type Run } from "./merge-runs.ts";
import { type Sequenced, SortedList } from "./sorted-list.ts";

const runOf = (sequences: readonly number[]): Run<Sequenced> => {
  const list = new SortedList<Sequenced>();
  for (const sequence of sequences) list.put({ sequence });
  return { list, from: 0, to: list.size };
};

const numbers = Array.from({ length: 3000 }, (_, index) => index);

/** Runs of very different lengths and densities, which have all numbers together. */
const runs = [
  runOf(numbers.filter((value) => value % 2 === 0)),
  runOf(numbers.filter((value) => value % 2 === 1 && value < 1000)),
  runOf(numbers.filter((value) => value % 2 === 1 && value >= 1000 && value !== 1501)),
  runOf([1501]),
  runOf([]),
];

test.each([0, 1, 2, 3, 999, 1000, 1500, 1501, 2222, 2995, 3000, 9999])(
  "skips %i items of all runs together, from either end",
  (offset) => {
    const merge = (order: "ascending" | "descending"): number[] =>
      mergeRuns(runs, { order, offset, limit: 7 }).map(({ sequence }) => sequence);
    expect(merge("ascending")).toEqual(numbers.slice(offset, offset + 7));
    expect(merge("descending")).toEqual(numbers.toReversed().slice(offset, offset + 7));
  },
);

test("takes no item from outside the runs", () => {
  const [{ list }, other] = [runOf(numbers), runOf([5000])];
  const run = { list, from: 10, to: 14 };
  expect(lengthOf([run, other])).toBe(5);
  expect(
    mergeRuns([run, other], { order: "descending", offset: 2, limit: 100 }).map(({ sequence }) => sequence),
  ).toEqual([12, 11, 10]);
});

test("has nothing to take from no runs", () => {
  expect(mergeRuns([], { order: "ascending", offset: 3, limit: 100 })).toEqual([]);
});
