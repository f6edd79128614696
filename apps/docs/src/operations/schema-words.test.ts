import { expect, test } from "vitest";
import { limitsOf, typeOf } from "./schema-words.ts";

const document = { openapi: "3.1.0", info: { title: "", version: "" } } as Parameters<typeof typeOf>[0];

const text = { type: "string" } as const;

test.for([
  [{ type: "array", items: text }, "array of strings"],
  [{ type: ["string", "null"] }, "string or null"],
  [{ type: "object", additionalProperties: text }, "map of strings"],
  [
    { type: "object", additionalProperties: { oneOf: [text, { type: "array", items: text }] } },
    "map of values that are string or array of strings",
  ],
  [{ type: "array", items: { type: ["string", "number"] } }, "array of values that are string or number"],
  [{ oneOf: [{ type: "object" }, { type: "object" }] }, "object"],
] as const)("%j is called %s", ([schema, words]) => {
  expect(typeOf(document, schema)).toBe(words);
});

test.for([
  [{ exclusiveMinimum: 0, maximum: 1 }, "More than 0 · at most 1"],
  [{ minimum: 0, exclusiveMaximum: 1 }, "At least 0 · less than 1"],
  [{ minLength: 1, maxLength: 9 }, "At most 9 characters · not empty"],
  [{ minProperties: 1 }, "At least 1 entry"],
  [{ multipleOf: 5, uniqueItems: true, default: [] }, "A multiple of 5 · no item twice · default: `[]`"],
] as const)("%j has the limits %s", ([schema, words]) => {
  expect(limitsOf(schema)).toBe(words);
});
