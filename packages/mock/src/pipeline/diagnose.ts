import { DiagnosticSeverity } from "@stoplight/types";
import type { ValidationError, Validate } from "@task-contracts/contracts";
import { explain, fieldName, segmentsOf } from "../contract/explain.ts";
import type { Diagnostic } from "./prism.ts";
import { violation } from "./violation.ts";

/** What is found in nearly all parts of nearly all requests: made once. */
export const nothingWrong: readonly Diagnostic[] = [];

/**
 * Checks a value and reports what is wrong with it, in Prism's shape: the violations that the validator lists, and a
 * remark if there are more. The check may change the value in place: it fills defaults in, and turns strings into what
 * the schema asks for.
 *
 * @example
 * diagnose("query", validators.query, { limit: "0" }); // [{ path: ["query", "limit"], code: "minimum", … }]
 */
export const diagnose = (
  part: string,
  validate: Validate<unknown> | undefined,
  value: unknown,
): readonly Diagnostic[] => {
  if (!validate || validate(value)) return nothingWrong;
  const errors = validate.errors ?? [];
  const violations = withoutNoise(errors).map((error) =>
    violation(
      [part, ...segmentsOf(error.instancePath)],
      error.keyword,
      explainChoice(error, errors) ?? explain(error, value),
    ),
  );
  return validate.moreErrors ? [...violations, moreIn(part, violations.length)] : violations;
};

/** Closes the list of a check that stopped early. */
const moreIn = (part: string, listed: number): Diagnostic =>
  violation(
    [part],
    "moreErrors",
    `More is wrong than the ${listed} listed here: the check stopped early.`,
    DiagnosticSeverity.Information,
  );

/** A failed `then` or `else` is reported twice: by what it demands, and by its `if`. People need to hear it once. */
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
  // Of several that are missing together, none is a choice.
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

/** Whether a property is demanded because an `if` did not hold, directly or through others. */
const isConditionOf = ({ keyword, schemaPath }: ValidationError, demand: string): boolean => {
  if (keyword !== "if") return false;
  const parent = schemaPath.slice(0, -"/if".length);
  return demand.startsWith(parent) && /^(?:\/else)+\/required$/.test(demand.slice(parent.length));
};

const enumerate = (names: readonly string[]): string =>
  `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
