import { expect, test } from "vitest";
import type { SchemaObject } from "@task-contracts/openapi-model";
import { timeFormOf } from "./time-form.ts";

const time = Date.UTC(2026, 2, 2, 9, 14, 7, 412);

test.for<[string, SchemaObject[], string | number]>([
  ["ISO 8601 where nothing is said", [], "2026-03-02T09:14:07.412Z"],
  ["ISO 8601 for a date-time", [{ type: "string", format: "date-time" }], "2026-03-02T09:14:07.412Z"],
  [
    "what fits the pattern",
    [{ type: ["string", "null"], pattern: String.raw`^[\d-]{10}T[\d:]{8}$` }],
    "2026-03-02T09:14:07",
  ],
  [
    "what looks like the example",
    [{ type: "string", example: "2026-04-21T07:29:55" }],
    "2026-03-02T09:14:07",
  ],
  ["seconds for a number", [{ type: "integer" }], 1_772_442_847],
  [
    "milliseconds for a number whose example has so many",
    [{ type: "integer", example: 1_700_000_000_000 }],
    1_772_442_847_412,
  ],
])("a time is written as %s", ([, schemas, expected]) => {
  expect(timeFormOf(schemas)(time)).toBe(expected);
});
