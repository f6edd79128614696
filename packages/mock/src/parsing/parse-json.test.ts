import { expect, test } from "vitest";
import { parseJson } from "./parse-json.ts";

const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

test.each(['{"a":[1,null,true,"x"]}', '"a"', "1", nested(32), `"${"[".repeat(100)}"`, String.raw`"\"[[["`])(
  "%.30s is read like JSON.parse does",
  (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  },
);

test.each(['{"__proto__":{"x":1},"a":1}', String.raw`{"\u005f_proto__":{"x":1},"a":1}`])(
  "__proto__ is left out of %s",
  (text) => {
    expect(Object.keys(parseJson(text) as object)).toEqual(["a"]);
  },
);

test("__proto__ is left out at any depth", () => {
  expect(JSON.stringify(parseJson('{"a":[{"__proto__":{"x":1}}]}'))).toBe('{"a":[{}]}');
});

test.each([
  ["{nope", "The body is not valid JSON: Expected property name or '}' in JSON at position 1"],
  ["", "The body is not valid JSON: Unexpected end of JSON input."],
  [nested(33), "The body has more than 32 levels of arrays and objects."],
  ["[".repeat(1_000_000), "The body has more than 32 levels of arrays and objects."],
])("%.10s is refused", (text, message) => {
  expect(() => parseJson(text)).toThrow(message);
});

test.each([
  [
    '{"metadata":{"order":9007199254740993}}',
    "metadata.order is 9007199254740993, but would come back as 9007199254740992",
  ],
  ['{"a":[1,1e400]}', "a[1] is 1e400, but would come back as null"],
  ["9".repeat(99), `The value is ${"9".repeat(60)}…, but would come back as 1e+99`],
])("a number that would come back as another is refused: %.50s", (text, message) => {
  expect(() => parseJson(text)).toThrow(
    `${message}: it is beyond the precision of a double. Send it as a string.`,
  );
  expect(parseJson(text, { mayRound: true })).toEqual(JSON.parse(text));
});
