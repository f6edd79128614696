import type { SchemaObject } from "../document.ts";
import { formatPointer } from "../json-pointer.ts";

/** Keywords of a schema whose value is a schema, an array of schemas, or an object of schemas. */
const single = [
  "additionalProperties",
  "contains",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
  "contentSchema",
];
const lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
const named = ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

/** Members with examples and other values, which contain no schemas, whatever they look like. */
const values = new Set(["example", "examples", "default", "enum", "const", "value"]);

/** Called with a schema that may be changed in place, after those inside it. */
export type VisitSchema = (schema: Record<string, unknown>, pointer: string) => void;

/**
 * Visits every schema of a document once, wherever OpenAPI allows one.
 *
 * @example
 * visitSchemas(document, (schema) => delete schema.description);
 */
export function visitSchemas(document: object, visit: VisitSchema): void {
  const seen = new Set<object>();

  function visitOne(value: unknown, steps: readonly string[]): void {
    if (!isObject(value) || Array.isArray(value) || seen.has(value)) return;
    seen.add(value);
    const schema = value as Record<string, unknown>;
    for (const keyword of single) visitOne(schema[keyword], [...steps, keyword]);
    for (const keyword of lists) visitAll(schema[keyword], [...steps, keyword]);
    for (const keyword of named) visitAll(schema[keyword], [...steps, keyword]);
    visit(schema, formatPointer(steps));
  }

  function visitAll(value: unknown, steps: readonly string[]): void {
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) visitOne(child, [...steps, key]);
  }

  function search(value: unknown, steps: readonly string[]): void {
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      const here = [...steps, key];
      if (key === "schema") visitOne(child, here);
      else if (key === "schemas" && steps.at(-1) === "components") visitAll(child, here);
      else if (!values.has(key) || !isValueHolder(steps)) search(child, here);
    }
  }

  search(document, []);
}

/** Components can be named `example`, and paths too. */
function isValueHolder(steps: readonly string[]): boolean {
  const parent = steps.at(-1);
  return parent !== "components" && parent !== "paths" && parent !== "properties";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A schema, of which only the keywords that are read by name are typed. */
export type AnySchema = SchemaObject & Record<string, unknown>;
