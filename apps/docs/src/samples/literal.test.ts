import { expect, test } from "vitest";
import { javascript, json, python, ruby } from "./dialects.ts";
import { literal } from "./literal.ts";

const value = { text: 'say "#{x}"', "11": true, none: null, list: [1, 2] };

test("each language writes data in its own way", () => {
  expect(literal(value, json)).toBe('{ "11": true, "text": "say \\"#{x}\\"", "none": null, "list": [1, 2] }');
  expect(literal(value, javascript)).toBe('{ "11": true, text: "say \\"#{x}\\"", none: null, list: [1, 2] }');
  expect(literal(value, python)).toBe('{"11": True, "text": "say \\"#{x}\\"", "none": None, "list": [1, 2]}');
  expect(literal(value, ruby)).toBe('{ "11" => true, text: "say \\"\\#{x}\\"", none: nil, list: [1, 2] }');
});

test("what is too long for a line stands on several", () => {
  const long = { words: ["x".repeat(60), "y".repeat(30)], short: [1] };
  expect(literal(long, javascript)).toBe(
    `{\n  words: [\n    "${"x".repeat(60)}",\n    "${"y".repeat(30)}",\n  ],\n  short: [1],\n}`,
  );
});

test("a line is shorter if something stands before it", () => {
  const list = ["x".repeat(30), "y".repeat(30)];
  expect(literal(list, json)).not.toContain("\n");
  expect(literal(list, json, 20)).toContain("\n");
});

test("empty arrays and objects stay on one line", () => {
  expect(literal([[], {}], javascript, 200)).toBe("[\n  [],\n  {},\n]");
});

test("what is no data is refused", () => {
  expect(() => literal(undefined, json)).toThrow("A undefined is no data.");
});
