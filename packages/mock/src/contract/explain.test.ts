import { expect, test } from "vitest";
import { explain } from "./explain.ts";

const value = {
  limit: 0,
  name: "",
  kind: "x".repeat(100),
  tags: ["a", "b", "a"],
  examples: [{ image: 1 }],
  "a/b": true,
  since: "2026-03-01T09:30:00 02:00",
};

test.each([
  ["required", "", { missingProperty: "instruction" }, "instruction is missing, but required."],
  [
    "required",
    "/examples/0",
    { missingProperty: "correct" },
    "examples[0].correct is missing, but required.",
  ],
  ["type", "/examples/0/image", { type: "string" }, "examples[0].image is 1, but must be a string."],
  ["type", "/limit", { type: ["integer", "null"] }, "limit is 0, but must be an integer or null."],
  ["minimum", "/limit", { comparison: ">=", limit: 1 }, "limit is 0, but must be at least 1."],
  ["exclusiveMinimum", "/limit", { comparison: ">", limit: 0 }, "limit is 0, but must be more than 0."],
  ["enum", "/limit", { allowedValues: ["a", 1] }, 'limit is 0, but must be one of "a", 1.'],
  ["const", "/limit", { allowedValue: "a" }, 'limit is 0, but must be "a".'],
  ["minLength", "/name", { limit: 1 }, "name has 0 characters, but needs at least 1."],
  ["maxItems", "/tags", { limit: 2 }, "tags has 3 items, but may have at most 2."],
  ["uniqueItems", "/tags", { i: 2, j: 0 }, "tags has the same item at 0 and 2, but its items must differ."],
  ["pattern", "/kind", { pattern: "^a" }, `kind is "${"x".repeat(59)}…, but must be of the form ^a.`],
  [
    "pattern",
    "/since",
    { pattern: "^2", meaning: "a date" },
    'since is "2026-03-01T09:30:00 02:00", but must be a date. A "+" that is not encoded means a blank: write the one of the zone as %2B.',
  ],
  ["format", "/a~1b", { format: "uri" }, "a/b is true, but must be in the format uri."],
  [
    "additionalProperties",
    "/examples/0",
    { additionalProperty: "imgae", knownProperties: ["image", "correct"] },
    "examples[0].imgae is not known here. Did you mean examples[0].image?",
  ],
  [
    "additionalProperties",
    "",
    { additionalProperty: "color", knownProperties: ["image", "correct"] },
    "color is not known here. Known are image, correct.",
  ],
  ["someday", "/limit", {}, "limit is 0, but must be nice."],
])("%s at %j is told with field, value and demand", (keyword, instancePath, params, sentence) => {
  expect(explain({ keyword, instancePath, params, schemaPath: "", message: "must be nice" }, value)).toBe(
    sentence,
  );
});
