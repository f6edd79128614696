import type { Operation } from "@task-contracts/contracts";
import type { MockRequest } from "./mock-request.ts";
import { nearestName } from "./nearest-name.ts";
import type { Diagnostic } from "./prism.ts";
import { violation } from "./violation.ts";

/**
 * Finds query parameters that an operation does not describe.
 *
 * @example
 * diagnoseUnknownParameters(operation, { accounts: "a" });
 * // [{ path: ["query", "accounts"], message: "accounts is not a parameter of this operation. Did you mean account?", … }]
 */
export const diagnoseUnknownParameters = (
  { parameters, security }: Operation,
  query: MockRequest["query"],
): readonly Diagnostic[] => {
  const known = [
    ...parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name),
    ...security.flatMap((scheme) => (scheme.type === "apiKey" && scheme.in === "query" ? scheme.name : [])),
  ];
  return Object.keys(query)
    .filter((name) => !known.includes(name))
    .map((name) =>
      violation(
        ["query", name],
        "unknown",
        `${shorten(name)} is not a parameter of this operation. ${suggest(name, known)}`,
      ),
    );
};

/** Finds a body that an operation has no use for. An empty JSON object is what some clients send for no body. */
export const diagnoseUnknownBody = (
  { method, path }: Operation,
  { body, bodyProblem }: MockRequest,
): readonly Diagnostic[] => {
  if (!bodyProblem && (!body || JSON.stringify(body.value) === "{}")) return [];
  return [violation(["body"], "unknown", `${method} ${path} takes no body. Send parameters in the query.`)];
};

const suggest = (name: string, known: readonly string[]): string => {
  const meant = nearestName(name, known);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  return known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
};

const shorten = (name: string): string => (name.length > 60 ? `${name.slice(0, 60)}…` : name);
