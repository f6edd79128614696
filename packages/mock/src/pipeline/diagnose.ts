import { DiagnosticSeverity } from "@stoplight/types";
import type { Validate } from "@task-contracts/contracts";
import { findProblems } from "../contract/find-problems.ts";
import type { Diagnostic } from "./prism.ts";
import { violation } from "./violation.ts";

/** The usual result for nearly all parts of nearly all requests: created once. */
export const nothingWrong: readonly Diagnostic[] = [];

/**
 * Checks a value and reports what is wrong with it, in Prism's format: the violations that the validator lists, and a
 * note if there are more. The check may change the value in place: it fills in defaults, and converts strings to what
 * the schema requires.
 *
 * @example
 * diagnose("query", validators.query, { limit: "0" }); // [{ path: ["query", "limit"], code: "minimum", … }]
 */
export const diagnose = (
  part: string,
  validate: Validate<unknown> | undefined,
  value: unknown,
): readonly Diagnostic[] => {
  const problems = findProblems(validate, value);
  if (problems.length === 0) return nothingWrong;
  const violations = problems.map(({ steps, keyword, message }) =>
    violation([part, ...steps], keyword, message),
  );
  return validate?.moreErrors ? [...violations, moreIn(part, violations.length)] : violations;
};

/** Ends the list of a check that stopped early. */
const moreIn = (part: string, listed: number): Diagnostic =>
  violation(
    [part],
    "moreErrors",
    `More is wrong than the ${listed} listed here: the check stopped early.`,
    DiagnosticSeverity.Information,
  );
