import type { ValidationError } from "@task-contracts/contracts";
import { segmentsOf } from "../contract/explain.ts";
import { parseJson } from "../parsing/parse-json.ts";
import type { RequestBody } from "../parsing/parsed.ts";

/**
 * Replaces arrays of a form by objects: `category_ids[7]=cat` looks like an array, and only the contract knows
 * that 7 is a name. Parts of a form for objects are JSON (OpenAPI, Encoding Object). The value is changed in
 * place. Returns whether it was.
 *
 * @example
 * if (!validate(body.value) && rereadForm(body, validate.errors)) validate(body.value);
 */
export const rereadForm = (
  { value, asObjects, isMultipart }: RequestBody,
  errors: readonly ValidationError[] | null | undefined,
): boolean => {
  if (!asObjects && !isMultipart) return false;
  const misread = (errors ?? []).filter(
    ({ keyword, params }) => keyword === "type" && params["type"] === "object",
  );
  return misread
    .map(({ instancePath }) =>
      replace(value, segmentsOf(instancePath), asObjects ? (found) => asObjects.get(Object(found)) : parsed),
    )
    .includes(true);
};

const parsed = (text: unknown): object | undefined => {
  if (typeof text !== "string" || !/^\s*\{/.test(text)) return undefined;
  try {
    return Object(parseJson(text)) as object;
  } catch {
    return undefined;
  }
};

const replace = (
  root: unknown,
  segments: readonly string[],
  meant: (found: unknown) => object | undefined,
): boolean => {
  const parent = segments
    .slice(0, -1)
    .reduce<unknown>((node, key) => (Object(node) as Record<string, unknown>)[key], root);
  const fields = Object(parent) as Record<string, unknown>;
  const key = segments.at(-1) ?? "";
  const object = meant(fields[key]);
  if (object) fields[key] = object;
  return object !== undefined;
};
