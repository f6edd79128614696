import { expect, test } from "vitest";
import type { ValidationError } from "../validate.ts";
import { limitErrors, maxErrors } from "./limit-errors.ts";

/** A compiled function that finds as many errors as the value says. */
const compiled = Object.assign(
  (data: unknown): boolean => {
    compiled.errors = data === 0 ? null : Array.from({ length: Number(data) }, (_, index) => error(index));
    return data === 0;
  },
  { errors: null as ValidationError[] | null },
);

const error = (index: number): ValidationError => ({
  instancePath: `/${index}`,
  schemaPath: "#/type",
  keyword: "type",
  params: {},
});

test.for<[number, number | undefined, boolean]>([
  [0, undefined, false],
  [1, 1, false],
  [maxErrors, maxErrors, false],
  [maxErrors + 1, maxErrors, true],
  [500, maxErrors, true],
])("of %i errors a validator lists %s, and whether there are more: %s", ([found, listed, more]) => {
  const validate = limitErrors(compiled);
  expect(validate(found)).toBe(found === 0);
  expect(validate.errors?.length).toBe(listed);
  expect(validate.moreErrors).toBe(more);
});

test("a value is not blamed for the errors of the one before", () => {
  const validate = limitErrors(compiled);
  validate(500);
  expect(validate(0)).toBe(true);
  expect(validate.errors).toBe(null);
  expect(validate.moreErrors).toBe(false);
});
