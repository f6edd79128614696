import { fieldValue } from "./field-value.ts";
import type { Random } from "./random.ts";

/**
 * Generates a value for each field of a request: `fields` has the description of each under its key.
 *
 * @example
 * fieldValues({ total: "The sum at the bottom, with its currency" }, random); // { total: "23.80 EUR" }
 */
export const fieldValues = (
  fields: Readonly<Record<string, string>>,
  random: Random,
): Record<string, string> =>
  // Not by assignment: a field may be named `__proto__`.
  Object.fromEntries(
    Object.entries(fields).map(([key, description]) => [key, fieldValue(key, description, random)]),
  );
