import { type OpenApiDocument, parsePointer, valueAt } from "@task-contracts/openapi-model";
import { isNode } from "./node.ts";

/**
 * Says in words where a JSON pointer leads.
 *
 * @example
 * placeOf("#/paths/~1tasks/get/responses/200/content/application~1json/schema/properties/docs", contract);
 * // "listTasks (GET /tasks), response 200: docs"
 */
export function placeOf(pointer: string, contract: OpenApiDocument): string {
  const [section = "", name = "", ...rest] = parsePointer(pointer);
  if (section === "components")
    return [`${singular(name)} ${rest[0] ?? ""}`.trim(), ...within(rest.slice(1))].join(": ");
  if (section !== "paths") return section === "" ? "the contract" : section;
  const [method] = rest;
  if (method === undefined || method === "parameters") return `path ${name}`;
  const id = valueAt(contract, ["paths", name, method, "operationId"]);
  const operation = `${typeof id === "string" ? id : "operation"} (${method.toUpperCase()} ${name})`;
  const parts = partsOf(["paths", name, method], rest.slice(1), contract);
  return [[operation, ...parts.words].join(", "), ...within(parts.rest)].join(": ");
}

/** The parts of an operation that the steps lead through, down to a schema. */
function partsOf(
  before: readonly string[],
  steps: readonly string[],
  contract: OpenApiDocument,
): { words: string[]; rest: readonly string[] } {
  const [part, key = "", ...rest] = steps;
  const go = (word: string, taken: number): { words: string[]; rest: readonly string[] } => {
    const inner = partsOf([...before, ...steps.slice(0, taken)], steps.slice(taken), contract);
    return { words: [word, ...inner.words], rest: inner.rest };
  };
  switch (part) {
    case "callbacks":
      return rest.length > 1 ? go(`callback ${key}`, 4) : { words: [`callback ${key}`], rest: [] };
    case "responses":
      return go(`response ${key}`, 2);
    case "parameters":
      return go(`parameter ${parameterName(contract, [...before, part, key])}`, 2);
    case "headers":
      return go(`header ${key}`, 2);
    case "requestBody":
      return go("request", 1);
    case "content":
      return key.includes("form") ? go("form", 2) : partsOf([...before, part, key], rest, contract);
    default:
      return { words: [], rest: steps };
  }
}

function parameterName(contract: OpenApiDocument, steps: readonly string[]): string {
  const parameter = valueAt(contract, steps);
  return isNode(parameter) && typeof parameter["name"] === "string" ? parameter["name"] : "";
}

/** The property that the steps inside of a schema lead to, as a program would write it. */
function within(steps: readonly string[]): string[] {
  let property = "";
  steps.forEach((step, index) => {
    if (steps[index - 1] === "properties") property += property === "" ? step : `.${step}`;
    else if (step === "items") property += "[]";
  });
  return property === "" ? [] : [property];
}

/** `schemas` holds schemas, and so on. */
const singular = (kind: string): string =>
  kind
    .replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replace(/ies$/, "y")
    .replace(/s$/, "");
