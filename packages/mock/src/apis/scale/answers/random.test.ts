import { describe, expect, test } from "vitest";
import { createRandom } from "./random.ts";

const numbers = Array.from({ length: 100 }, (_, index) => index);

describe("createRandom", () => {
  test("repeats itself for the same seed", () => {
    const [first, second] = [createRandom("a"), createRandom("a")];
    expect(numbers.map(() => first.integer(0, 1e6))).toEqual(numbers.map(() => second.integer(0, 1e6)));
  });

  test("gives the same numbers for ever", () => {
    const random = createRandom("5f2b8c1e9d3a47006b1e8f20");
    expect(numbers.slice(0, 8).map(() => random.integer(1, 1000))).toMatchInlineSnapshot(`
      [
        469,
        44,
        370,
        734,
        299,
        480,
        581,
        346,
      ]
    `);
  });

  test("distinguishes seeds that differ in one character", () => {
    const seeds = numbers.map((index) => `5f2b8c1e9d3a47006b1e8f${String(index).padStart(2, "0")}`);
    const firsts = seeds.map((seed) => createRandom(seed).integer(0, 2 ** 32));
    expect(new Set(firsts).size).toBe(100);
  });

  test("includes both bounds", () => {
    const random = createRandom("bounds");
    expect(new Set(numbers.map(() => random.integer(1, 3)))).toEqual(new Set([1, 2, 3]));
  });

  test("picks every item sooner or later", () => {
    const random = createRandom("pick");
    expect(new Set(numbers.map(() => random.pick(["a", "b", "c"]))).size).toBe(3);
  });

  test("samples different items in their order", () => {
    const random = createRandom("sample");
    for (const count of numbers) {
      const sample = random.sample(numbers, count);
      expect(sample).toHaveLength(count);
      expect(sample).toEqual([...new Set(sample)].toSorted((a, b) => a - b));
    }
  });

  test("is true in about the requested share of calls", () => {
    const random = createRandom("chance");
    const taken = Array.from({ length: 2000 }, () => random.chance(0.3)).filter(Boolean).length;
    expect(taken / 2000).toBeCloseTo(0.3, 1);
    expect(numbers.some(() => random.chance(0))).toBe(false);
    expect(numbers.every(() => random.chance(1))).toBe(true);
  });
});
