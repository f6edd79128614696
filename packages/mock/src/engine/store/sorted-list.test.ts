import { expect, test } from "vitest";
import { type Sequenced, SortedList } from "./sorted-list.ts";

const sequencesOf = (list: SortedList<Sequenced>): number[] =>
  list.slice(0, list.size).map(({ sequence }) => sequence);

/** Enough for many chunks. */
const count = 5000;
const upwards = Array.from({ length: count }, (_, index) => index);
/** All numbers below `count`, each once: 1,999 and 5,000 have no common divisor. */
const mixed = upwards.map((index) => (index * 1999) % count);

const listOf = (sequences: readonly number[]): SortedList<Sequenced> => {
  const list = new SortedList();
  for (const sequence of sequences) list.put({ sequence });
  return list;
};

test.each([
  { how: "upwards", sequences: upwards },
  { how: "downwards", sequences: upwards.toReversed() },
  { how: "in any order", sequences: mixed },
])("is sorted, when filled $how", ({ sequences }) => {
  const list = listOf(sequences);
  expect(list.size).toBe(count);
  expect(sequencesOf(list)).toEqual(upwards);
});

test("replaces an item that has the same sequence", () => {
  const list = new SortedList<Sequenced & { readonly name: string }>();
  for (const name of ["old", "new"]) for (const sequence of [1, 2, 3]) list.put({ sequence, name });
  expect(list.slice(0, 9).map(({ name }) => name)).toEqual(["new", "new", "new"]);
});

test("ranks by any test that begins to pass somewhere", () => {
  const list = listOf(mixed);
  const bounds = [-1, 0, 1, 511, 512, 513, 2500, count - 1, count, count + 1];
  const ranks = bounds.map((bound) => list.rank(({ sequence }) => sequence >= bound));
  expect(ranks).toEqual(bounds.map((bound) => Math.min(count, Math.max(0, bound))));
});

test("selects the chunk of a position", () => {
  const list = listOf(mixed);
  for (const position of [0, 1, 700, 2500, count - 1]) {
    const { items, start } = list.chunkAt(position);
    expect(items[position - start]).toEqual({ sequence: position });
  }
});

test.each([
  { from: 0, to: 3, slice: [0, 1, 2] },
  { from: 600, to: 600, slice: [] },
  { from: 4998, to: 9999, slice: [4998, 4999] },
  { from: 9999, to: 10_000, slice: [] },
  { from: 2, to: 1, slice: [] },
])("slices from $from to $to", ({ from, to, slice }) => {
  expect(
    listOf(upwards)
      .slice(from, to)
      .map(({ sequence }) => sequence),
  ).toEqual(slice);
});

test("keeps its positions right, whatever is added and deleted in between", () => {
  const list = listOf([]);
  const expected = new Set<number>();
  for (const [step, sequence] of [...mixed, ...mixed].entries()) {
    // Grows first, shrinks then; every step in another place.
    const isDeleted = step % 10 < (step < count ? 3 : 8) && expected.size > 0;
    const value = isDeleted ? (expected.values().next().value ?? 0) : sequence;
    if (isDeleted) list.delete(value);
    else list.put({ sequence: value });
    if (isDeleted) expected.delete(value);
    else expected.add(value);
    if (step % 97 > 0) continue;
    const sorted = [...expected].toSorted((left, right) => left - right);
    expect(sequencesOf(list)).toEqual(sorted);
    expect(list.rank((item) => item.sequence > 2500)).toBe(sorted.filter((other) => other <= 2500).length);
  }
});

test("knows every position right after an item came in between", () => {
  const list = listOf(upwards.map((sequence) => sequence * 2));
  const ranks = [5001, 1, 7777, 3].map((sequence) => {
    list.put({ sequence });
    return list.rank((item) => item.sequence >= 9998);
  });
  expect(ranks).toEqual([5000, 5001, 5002, 5003]);
});

test("knows every position right after the last chunk went and another came", () => {
  const list = listOf(upwards.slice(0, 513));
  list.delete(5);
  expect(list.rank(({ sequence }) => sequence >= 512)).toBe(511);
  list.delete(512);
  list.put({ sequence: 600 });
  list.put({ sequence: 601 });
  expect(list.rank(({ sequence }) => sequence >= 601)).toBe(512);
});

test("is empty when all are deleted, and can be filled again", () => {
  const list = listOf(upwards);
  for (const sequence of mixed) list.delete(sequence);
  list.delete(7);
  expect(list.size).toBe(0);
  expect(list.chunkAt(0)).toEqual({ items: [], start: 0 });
  for (const sequence of mixed) list.put({ sequence });
  expect(sequencesOf(list)).toEqual(upwards);
});

test("joins chunks that have become small", () => {
  const list = listOf(upwards);
  for (const sequence of upwards) if (sequence % 100 > 0) list.delete(sequence);
  expect(list.chunkAt(0).items).toHaveLength(50);
});
