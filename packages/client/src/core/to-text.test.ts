import { expect, test } from "vitest";
import { toText } from "./to-text.ts";

const unprintable = "an unprintable value";

test.for<readonly [string, unknown, string]>([
  ["an error", new Error("disk full"), "Error: disk full"],
  ["undefined", undefined, "undefined"],
  ["a symbol", Symbol("stop"), "Symbol(stop)"],
  ["an object without a prototype", Object.create(null), unprintable],
  [
    "an object whose toString throws",
    {
      toString: () => {
        throw new Error("No.");
      },
    },
    unprintable,
  ],
  ["an object whose toString returns an object", { toString: () => ({}), valueOf: () => ({}) }, unprintable],
])("Whatever a value is, it can be part of a message: %s", ([, value, text]) => {
  expect(toText(value)).toBe(text);
});
