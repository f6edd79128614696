import type { Operation } from "@task-contracts/contracts";
import { nothingWrong } from "./diagnose.ts";
import type { MockRequest } from "./mock-request.ts";
import { diagnoseUselessPreference } from "./preference.ts";
import type { Diagnostic } from "./prism.ts";
import type { Resource } from "./resource.ts";
import { violation } from "./violation.ts";

/** An API that rejects query parameters and bodies which its contract does not describe, and ignores `Prefer`. */
export interface ClosedApi {
  /** How to send a required query parameter that is missing. */
  readonly explainMissing: (operationId: string, parameter: string) => string | undefined;
}

/** Finds the violations that only closed APIs report. */
export const diagnoseClosed = (
  { operation }: Resource,
  { body, bodyProblem, headers }: MockRequest,
): readonly Diagnostic[] => [
  ...diagnoseUselessPreference({ headers, query: {} }),
  ...(operation.requestMediaTypes.length === 0 ? diagnoseUselessBody(operation, { body, bodyProblem }) : []),
];

/** An operation takes no body. An empty JSON object is what some clients send for none. */
const diagnoseUselessBody = (
  { method, path }: Operation,
  { body, bodyProblem }: Pick<MockRequest, "body" | "bodyProblem">,
): readonly Diagnostic[] => {
  if (!bodyProblem && (!body || JSON.stringify(body.value) === "{}")) return nothingWrong;
  return [violation(["body"], "unknown", `${method} ${path} takes no body. Send parameters in the query.`)];
};

/**
 * Adds to violations of the query how to send missing parameters.
 *
 * @example
 * withHints(closed, resource, violations); // "account is missing, but required. Add ?account=KEY …"
 */
export const withHints = (
  { explainMissing }: ClosedApi,
  { operationId }: Resource,
  violations: readonly Diagnostic[],
): readonly Diagnostic[] =>
  violations.map((diagnostic) => {
    const [parameter = ""] = diagnostic.message.split(" ");
    const hint = diagnostic.code === "required" ? explainMissing(operationId, parameter) : undefined;
    return hint === undefined ? diagnostic : withHint(diagnostic, hint);
  });

const withHint = (diagnostic: Diagnostic, hint: string): Diagnostic => ({
  ...diagnostic,
  message: `${diagnostic.message} ${hint}`,
});
