import { DiagnosticSeverity } from "@stoplight/types";
import type { ValidationError, Validate } from "@task-contracts/contracts";
import { explain, fieldName, segmentsOf } from "./explain.ts";
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
      explainChoice(error, errors, value) ?? explain(error, value),
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

/**
 * A failed `anyOf` is reported with the failures of all its branches, and a failed `then` or `else` twice. People need
 * to hear it once.
 */
const withoutNoise = (errors: readonly ValidationError[]): readonly ValidationError[] => {
  const choices = errors.filter(isChoice);
  const rest = errors.filter(
    (error) => error.keyword !== "if" && !choices.some((choice) => isBranchOf(choice, error)),
  );
  return rest.length > 0 ? rest : errors;
};

/** Choices between required properties, and between formats, have a better wording than "must match a schema in anyOf". */
const explainChoice = (
  error: ValidationError,
  errors: readonly ValidationError[],
  value: unknown,
): string | undefined => {
  if (!isChoice(error)) return undefined;
  const branches = errors.filter(
    (branch) => isBranchOf(error, branch) && branch.instancePath === error.instancePath,
  );
  const named = (keyword: string, param: string): string[] =>
    branches.filter((branch) => branch.keyword === keyword).map(({ params }) => String(params[param]));

  const formats = named("format", "format");
  if (formats.length > 0) {
    return explain({ ...error, keyword: "format", params: { format: formats.join(" or ") } }, value);
  }
  const missing = named("required", "missingProperty");
  if (missing.length === 0 || missing.length < branches.length) return undefined;
  const parent = fieldName(error.instancePath);
  return `${parent ? `${parent} needs` : "Send"} at least one of ${missing.join(" and ")}.`;
};

const isChoice = ({ keyword }: ValidationError): boolean => keyword === "anyOf" || keyword === "oneOf";

const isBranchOf = (choice: ValidationError, error: ValidationError): boolean =>
  error.schemaPath.startsWith(`${choice.schemaPath}/`);
