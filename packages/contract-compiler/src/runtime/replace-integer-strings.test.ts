import { expect, test } from "vitest";
import { replaceIntegerStrings } from "./replace-integer-strings.ts";

test("only the given keys are looked at", () => {
  const page = { limit: "30", offset: "30" };
  replaceIntegerStrings(page, ["limit", "total"]);
  expect(page).toEqual({ limit: 30, offset: "30" });
});

test.for<[unknown, unknown]>([
  ["0", 0],
  ["-7", -7],
  ["9007199254740991", 9007199254740991],
  ["9007199254740992", "9007199254740992"],
  ["-0", "-0"],
  ["07", "07"],
  ["7.0", "7.0"],
  ["7e2", "7e2"],
  ["Infinity", "Infinity"],
  ["", ""],
  [7.5, 7.5],
  [["7"], ["7"]],
  [null, null],
])("%j becomes %j", ([before, after]) => {
  const data = { value: before };
  replaceIntegerStrings(data, ["value"]);
  expect(data).toEqual({ value: after });
});
