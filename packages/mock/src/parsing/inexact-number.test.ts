import * as fc from "fast-check";
import { expect, test } from "vitest";
import { findInexactNumber } from "./inexact-number.ts";

test.each([
  "9007199254740993",
  "-9007199254740993",
  "12345678901234567890",
  "9007199254740993.0",
  "90071992547409930e-1",
  "0.12345678901234567890123",
  "3.14159265358979323846",
  "1e400",
  "-1E+400",
  "1e-400",
  `1${"0".repeat(400)}`,
  `0.${"0".repeat(400)}1`,
])("%s is beyond a double", (source) => {
  expect(findInexactNumber(source)).toEqual({ path: [], source });
});

test.each([
  "0",
  "-0",
  "0.0e999",
  "9007199254740992",
  "9007199254740994",
  "90071992547409920000000000",
  "0.1",
  "0.10000000000000001",
  "0.1000000000000000055511151231257827",
  "3.14159265358979312",
  "1e23",
  "100000000000000000000000",
  "1.7976931348623157e308",
  "5e-324",
  "1.50000000000000000000",
])("%s is not", (source) => {
  expect(findInexactNumber(source)).toBeUndefined();
});

test("whatever JavaScript writes as a number, it reads as the same", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
      expect(findInexactNumber(JSON.stringify(number))).toBeUndefined();
      expect(findInexactNumber(number.toPrecision(17))).toBeUndefined();
    }),
  );
});

test.each(["-1055948581002523.2", "1055948581002523.3", "2251799813685249.5", "1e21", "5e-324"])(
  "%s is one of the ways to write a double, halves included",
  (source) => {
    expect(findInexactNumber(`[${source}]`)).toBeUndefined();
  },
);

test("integers that doubles skip are found, and all others are not", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (number) => {
      const comesBack = BigInt(Number(number)) === number;
      const found = findInexactNumber(String(number)) !== undefined;
      expect(found).toBe(!comesBack);
    }),
  );
});

test.each([
  ['{"a":[1,{"b":9007199254740993}]}', ["a", "1", "b"]],
  ["[9007199254740993,1e400]", ["0"]],
  ['{"id":"9007199254740993","n":1e999}', ["n"]],
])("in %s it is found by its place", (json, path) => {
  expect(findInexactNumber(json)?.path).toEqual(path);
});

test.each(['{"id":"65f0c1d29007199254740993","price":1.5}', '"1e400"', '"a\\"1e400"'])(
  "digits in a text are none: %s",
  (json) => {
    expect(findInexactNumber(json)).toBeUndefined();
  },
);
