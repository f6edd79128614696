import * as fc from "fast-check";
import { expect, test } from "vitest";
import { appendPage, mergePages } from "./merge-pages.ts";

const row = (id: string, status: string) => ({ id, status });

const keyOf = (item: number): string => String(item);

test("rows have no gap and no duplicate, whatever was created meanwhile", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 1, max: 5 }),
      (before, created, pages) => {
        const all = Array.from({ length: before + created }, (_, index) => before + created - index);
        const old = all.slice(created);
        const known = { items: old.slice(0, pages * 4), next: old.length > pages * 4 ? "older" : undefined };
        const first = { items: all.slice(0, 4), next: all.length > 4 ? "next" : undefined };
        const { items } = mergePages(known, first, keyOf);
        expect(items).toEqual(all.slice(0, items.length));
        expect(items.length).toBeGreaterThanOrEqual(Math.min(4, all.length));
      },
    ),
  );
});

test("a row that changed is shown as it is now", () => {
  const known = { items: [row("b", "open"), row("a", "open")], next: undefined };
  const first = { items: [row("b", "done")], next: "next" };
  expect(mergePages(known, first, ({ id }) => id).items).toEqual([row("b", "done"), row("a", "open")]);
});

test("older rows are put only after the rows that they were read for", () => {
  const known = { items: [4, 3], next: "…" };
  expect(appendPage(known, { items: [2], next: undefined }, 3, keyOf)).toEqual({
    items: [4, 3, 2],
    next: undefined,
  });
  expect(appendPage(known, { items: [1], next: undefined }, 2, keyOf)).toBe(known);
});
