import { type Operation, parsePointer, refName } from "@task-contracts/openapi-model";
import type { Api } from "../contract/load-api.ts";

/** Where in an API something is. */
export interface Place {
  readonly operation: Operation;

  /** Which part of the operation, in words that follow its name. */
  readonly part: string;

  /** The property of a body, with those that it is in: `response.category`. */
  readonly property?: string | undefined;
}

/**
 * Finds the operation that a JSON pointer leads into. Pointers into components are understood if they lead to the body of
 * a callback, since `redocly diff` reports these only there.
 */
export function placeOf(pointer: string, api: Api): Place | undefined {
  const steps = parsePointer(pointer);
  const [section, name, method] = steps;
  const property = propertyIn(steps);
  if (section === "components" && name === "schemas") {
    const operation = api.operations.find(({ callbacks }) =>
      callbacks.some(({ requestBody }) =>
        Object.values(requestBody?.content ?? {}).some(({ schema }) => refName(schema) === steps[2]),
      ),
    );
    return operation && { operation, part: ", callback", property };
  }
  const operation = api.operations.find(
    (candidate) => candidate.path === name && (method === undefined || candidate.method === method),
  );
  return section === "paths" && operation ? { operation, part: partOf(steps.slice(3)), property } : undefined;
}

function partOf([part]: readonly string[]): string {
  const words: Readonly<Record<string, string>> = {
    requestBody: ", request",
    responses: ", response",
    callbacks: ", callback",
    parameters: ", filters",
  };
  return words[part ?? ""] ?? "";
}

const propertyIn = (steps: readonly string[]): string | undefined =>
  steps.filter((_, index) => steps[index - 1] === "properties").join(".") || undefined;
