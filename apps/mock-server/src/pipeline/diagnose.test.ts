import type { Validate, ValidationError } from "@task-contracts/contracts";
import { expect, test } from "vitest";
import { diagnose } from "./diagnose.ts";

const anError: ValidationError = { instancePath: "", schemaPath: "#", keyword: "", params: {} };

/** A check that finds the given errors. */
const failing = (...errors: Partial<ValidationError>[]): Validate<unknown> =>
  Object.assign((data: unknown): data is unknown => data === undefined, {
    errors: errors.map((error) => Object.assign({}, anError, error)),
  });

const messages = (validate: Validate<unknown>): string[] =>
  diagnose("body", validate, {}).map(({ message }) => message);

test("a choice of required properties is told as one sentence", () => {
  const validate = failing(
    { keyword: "required", schemaPath: "#/anyOf/0/required", params: { missingProperty: "choices" } },
    { keyword: "required", schemaPath: "#/anyOf/1/required", params: { missingProperty: "fields" } },
    { keyword: "anyOf", schemaPath: "#/anyOf", message: "must match a schema in anyOf" },
  );

  expect(messages(validate)).toEqual(["Send at least one of choices and fields."]);
});

test("a choice of formats is told as one sentence", () => {
  const validate = failing(
    { keyword: "format", schemaPath: "#/anyOf/0/format", params: { format: "date-time" } },
    { keyword: "pattern", schemaPath: "#/anyOf/0/pattern", params: { pattern: "Z$" } },
    { keyword: "format", schemaPath: "#/anyOf/1/format", params: { format: "date" } },
    { keyword: "anyOf", schemaPath: "#/anyOf", message: "must match a schema in anyOf" },
  );

  expect(messages(validate)).toEqual(["The value is {}, but must be in the format date-time or date."]);
});

test("a failed condition is told by what it demands", () => {
  const validate = failing(
    { keyword: "required", schemaPath: "#/then/required", params: { missingProperty: "url" } },
    { keyword: "if", schemaPath: "#/if", message: 'must match "then" schema' },
  );

  expect(messages(validate)).toEqual(["url is missing, but required."]);
});

test("a failed choice of values is told by its own message", () => {
  const validate = failing(
    {
      keyword: "type",
      instancePath: "/a",
      schemaPath: "#/properties/a/anyOf/0/type",
      params: { type: "string" },
    },
    {
      keyword: "anyOf",
      instancePath: "/a",
      schemaPath: "#/properties/a/anyOf",
      message: "must match a schema in anyOf",
    },
  );

  expect(messages(validate)).toEqual(["a is absent, but must match a schema in anyOf."]);
});

test("violations tell where they are, in Prism's shape", () => {
  const validate = failing({ keyword: "type", instancePath: "/a~1b/0", params: { type: "string" } });

  expect(diagnose("query", validate, { "a/b": [1] })).toEqual([
    { path: ["query", "a/b", "0"], code: "type", message: "a/b[0] is 1, but must be a string.", severity: 0 },
  ]);
});

test("a check that stopped early says so after the violations that it lists", () => {
  const validate = failing({ keyword: "type", instancePath: "/a", params: { type: "string" } });
  validate.moreErrors = true;

  expect(diagnose("body", validate, { a: 1 })).toEqual([
    expect.objectContaining({ path: ["body", "a"], code: "type", severity: 0 }),
    {
      path: ["body"],
      code: "moreErrors",
      message: "More is wrong than the 1 listed here: the check stopped early.",
      severity: 2,
    },
  ]);
});
