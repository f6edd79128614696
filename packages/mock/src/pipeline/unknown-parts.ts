import { DiagnosticSeverity } from "@stoplight/types";
import type { Operation } from "@task-contracts/contracts";
import { fixedBounds } from "../limits.ts";
import { abbreviateText } from "../text/abbreviate.ts";
import { nothingWrong } from "./diagnose.ts";
import type { MockRequest } from "./mock-request.ts";
import { isPreference } from "./preference.ts";
import { nearestName } from "../text/nearest-name.ts";
import type { Diagnostic } from "./prism.ts";
import { violation } from "./violation.ts";

/** How query parameters are checked. */
interface UnknownPartsOptions {
  /** Adds a warning for those that are ignored. */
  readonly severity?: DiagnosticSeverity;
  /** Whether some select an example. */
  readonly hasExamples?: boolean;
}

/**
 * Finds query parameters that an operation does not describe.
 *
 * @example
 * diagnoseUnknownParameters(operation, { statuses: "completed" });
 * // [{ path: ["query", "statuses"], message: "statuses is not a parameter of this operation. Did you mean status?", … }]
 */
export const diagnoseUnknownParameters = (
  operation: Operation,
  query: MockRequest["query"],
  { hasExamples = false, severity = DiagnosticSeverity.Error }: UnknownPartsOptions = {},
): readonly Diagnostic[] => {
  const names = Object.keys(query);
  // The usual case.
  if (names.length === 0) return nothingWrong;
  const known = parametersOf(operation);
  const outcome = severity === DiagnosticSeverity.Error ? "." : ", and was ignored.";
  return names
    .filter((name) => !known.includes(name) && !(hasExamples && isPreference(name)))
    .slice(0, fixedBounds.unknownParameters.value)
    .map((name) =>
      violation(
        ["query", name],
        "unknown",
        `${abbreviateText(name)} is not a parameter of this operation${outcome} ${suggest(name, known)}`,
        severity,
      ),
    );
};

const parametersOf = ({ parameters, security }: Operation): readonly string[] => [
  ...parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name),
  ...security.flatMap((scheme) => (scheme.type === "apiKey" && scheme.in === "query" ? scheme.name : [])),
];

const suggest = (name: string, known: readonly string[]): string => {
  const meant = nearestName(name, known);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  return known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
};
