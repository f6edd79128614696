import { expect, test } from "vitest";
import { fieldValues } from "./field-values.ts";
import { createRandom } from "./random.ts";

test("fieldValues returns a field called __proto__ as any other, and changes no prototype", () => {
  const fields = JSON.parse('{"__proto__": "The colour", "constructor": "The city"}') as Record<
    string,
    string
  >;
  const values = fieldValues(fields, createRandom("1"));
  expect(Object.keys(values)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  expect(JSON.stringify(values)).toMatch(/^\{"__proto__":"\w+","constructor":"\w+"\}$/);
});
