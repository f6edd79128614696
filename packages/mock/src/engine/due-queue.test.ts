import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DueQueue } from "./due-queue.ts";

test("entries come out by time, and by sequence where times are equal", () => {
  const entry = fc.record({ at: fc.integer({ min: 0, max: 5 }), sequence: fc.nat() });
  fc.assert(
    fc.property(fc.array(entry), (entries) => {
      const queue = new DueQueue<(typeof entries)[number]>();
      for (const it of entries) queue.add(it);
      const taken = entries.map(() => queue.take(5));
      expect(taken).toEqual(entries.toSorted((a, b) => a.at - b.at || a.sequence - b.sequence));
      expect(queue.take(5)).toBeUndefined();
    }),
  );
});

test("what is not due yet stays", () => {
  const queue = new DueQueue();
  queue.add({ at: 10, sequence: 1 });
  expect(queue.take(9)).toBeUndefined();
  expect(queue.take(10)).toEqual({ at: 10, sequence: 1 });
  expect(queue.size).toBe(0);
});
