import type { Validate, ValidationError } from "@task-contracts/contracts";
import { explain, fieldName, segmentsOf } from "./explain.ts";

/** Something that is wrong with a value. */
export interface FoundProblem {
  /** The keys of its path. */
  readonly steps: readonly string[];
  /** The violated keyword of JSON Schema. */
  readonly keyword: string;
  /** A sentence with the field, its value and the valid values. */
  readonly message: string;
}

const nothing: readonly FoundProblem[] = [];

/**
 * Checks a value, and reports what is wrong with it. The check may change the value in place: it fills in defaults, and
 * converts strings to what the schema requires.
 *
 * @example
 * findProblems(validators.query, { limit: "0" }); // [{ steps: ["limit"], keyword: "minimum", message: "limit is 0, but …" }]
 */
export const findProblems = (
  validate: Validate<unknown> | undefined,
  value: unknown,
): readonly FoundProblem[] => {
  if (!validate || validate(value)) return nothing;
  const errors = validate.errors ?? [];
  return withoutNoise(errors).map((error) => ({
    steps: segmentsOf(error.instancePath),
    keyword: error.keyword,
    message: explainChoice(error, errors) ?? explain(error, value),
  }));
};

/** A failed `then` or `else` is reported twice: by its own rule, and by its `if`. Users need only one report. */
const withoutNoise = (errors: readonly ValidationError[]): readonly ValidationError[] => {
  const demands = errors.filter(({ keyword }) => keyword !== "if");
  return demands.length > 0 ? demands : errors;
};

/**
 * Contracts write a choice of properties as `if: {required: [a]}` with `else: {required: [b]}`, where `else` may hold the
 * next `if`. It has a better wording than "b is missing".
 */
const explainChoice = (error: ValidationError, errors: readonly ValidationError[]): string | undefined => {
  const { instancePath, keyword, params, schemaPath } = error;
  if (keyword !== "required" || !schemaPath.endsWith("/else/required")) return undefined;
  // Several missing properties are not a choice.
  if (errors.filter((other) => isSame(other, error)).length > 1) return undefined;
  const alternatives = errors
    .filter((other) => other.instancePath === instancePath && isConditionOf(other, schemaPath))
    // The innermost is found first.
    .toReversed()
    .flatMap((condition) => condition.params["required"] as string[]);
  const parent = fieldName(instancePath);
  const names = enumerate([...alternatives, String(params["missingProperty"])]);
  return `${parent ? `${parent} needs` : "Send"} at least one of ${names}.`;
};

const isSame = (one: ValidationError, other: ValidationError): boolean =>
  one.instancePath === other.instancePath && one.schemaPath === other.schemaPath;

/** Whether a property is required because an `if` did not match, directly or through others. */
const isConditionOf = ({ keyword, schemaPath }: ValidationError, demand: string): boolean => {
  if (keyword !== "if") return false;
  const parent = schemaPath.slice(0, -"/if".length);
  return demand.startsWith(parent) && /^(?:\/else)+\/required$/.test(demand.slice(parent.length));
};

const enumerate = (names: readonly string[]): string =>
  `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
