import { expect, test } from "vitest";
import { abbreviate } from "./abbreviate.ts";

test.for<[unknown, string]>([
  [undefined, "absent"],
  [null, "null"],
  [true, "true"],
  [0, "0"],
  [Infinity, "Infinity"],
  ['a"b', '"a\\"b"'],
  [[], "[]"],
  [[1, "a", [null]], '[1,"a",[null]]'],
  [{}, "{}"],
  [{ a: 1, "b c": [{ d: false }] }, '{"a":1,"b c":[{"d":false}]}'],
  ["x".repeat(58), `"${"x".repeat(58)}"`],
  ["x".repeat(59), `"${"x".repeat(59)}…`],
  [["x".repeat(100), "y"], `["${"x".repeat(58)}…`],
  [{ ["k".repeat(100)]: 1 }, `{"${"k".repeat(58)}…`],
])("%j is written as %s", ([value, text]) => {
  expect(abbreviate(value)).toBe(text);
});

test.for<[string, (get: () => unknown) => object]>([
  [
    "list",
    (get) => Array.from({ length: 1000 }, () => Object.defineProperty({}, "a", { get, enumerable: true })),
  ],
  [
    "map",
    (get) =>
      Object.defineProperties(
        {},
        Object.fromEntries(
          Array.from({ length: 1000 }, (_, index) => [`k${index}`, { get, enumerable: true }]),
        ),
      ),
  ],
])("of a long %s no more is read than is written", ([, make]) => {
  let reads = 0;
  const value = make(() => {
    reads += 1;
    return 1;
  });
  expect(abbreviate(value)).toHaveLength(61);
  expect(reads).toBeLessThan(20);
});

test("a value may be nested as deeply as a body can be", () => {
  const deep = Array.from({ length: 100_000 }).reduce<unknown>((inside) => [inside], 1);
  expect(abbreviate(deep)).toBe(`${"[".repeat(60)}…`);
});
