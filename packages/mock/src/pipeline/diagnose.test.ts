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

const missing = (schemaPath: string, missingProperty: string): Partial<ValidationError> => ({
  keyword: "required",
  schemaPath,
  params: { missingProperty },
});

const failed = (schemaPath: string, ...required: string[]): Partial<ValidationError> => ({
  keyword: "if",
  schemaPath,
  params: { failingKeyword: "else", required },
});

test.for<[string, Partial<ValidationError>[], string]>([
  ["two properties", [missing("#/else/required", "fields"), failed("#/if", "choices")], "choices and fields"],
  [
    "three properties",
    [missing("#/else/else/required", "rows"), failed("#/else/if", "fields"), failed("#/if", "error")],
    "error, fields and rows",
  ],
])("a choice of %s is reported as one sentence", ([, errors, names]) => {
  expect(messages(failing(...errors))).toEqual([`Send at least one of ${names}.`]);
});

test("a choice of properties of a part is reported with its name", () => {
  const errors = [missing("#/R/else/required", "category"), failed("#/R/if", "error")];
  const validate = failing(...errors.map((error) => Object.assign(error, { instancePath: "/response" })));

  expect(messages(validate)).toEqual(["response needs at least one of error and category."]);
});

test("properties that are missing together are reported one by one", () => {
  const validate = failing(
    missing("#/else/required", "transcript"),
    missing("#/else/required", "duration"),
    failed("#/if", "error"),
  );

  expect(messages(validate)).toEqual([
    "transcript is missing, but required.",
    "duration is missing, but required.",
  ]);
});

test("the choice of one part is not reported for another", () => {
  const validate = failing(
    { ...missing("#/R/else/required", "category"), instancePath: "/a" },
    { ...failed("#/R/if", "error"), instancePath: "/a" },
    { ...failed("#/Q/if", "choices"), instancePath: "/a" },
    { ...missing("#/R/else/required", "category"), instancePath: "/b" },
    { ...failed("#/R/if", "error"), instancePath: "/b" },
  );

  expect(messages(validate)).toEqual([
    "a needs at least one of error and category.",
    "b needs at least one of error and category.",
  ]);
});

test("a failed condition is reported by what it requires", () => {
  const validate = failing(
    { keyword: "required", schemaPath: "#/then/required", params: { missingProperty: "url" } },
    { keyword: "if", schemaPath: "#/if", message: 'must match "then" schema' },
  );

  expect(messages(validate)).toEqual(["url is missing, but required."]);
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
