import type { ValidationError } from "@task-contracts/contracts";
import { segmentsOf } from "../contract/explain.ts";
import type { RequestBody } from "../parsing/parsed.ts";

/**
 * Puts objects where a form seemed to have arrays: `category_ids[7]=cat` looks like one, and only the contract knows
 * that 7 is a name. The value is changed in place, and whether it was is returned.
 *
 * @example
 * if (!validate(body.value) && rereadForm(body, validate.errors)) validate(body.value);
 */
export const rereadForm = (
  { value, asObjects }: RequestBody,
  errors: readonly ValidationError[] | null | undefined,
): boolean => {
  if (!asObjects) return false;
  const misread = (errors ?? []).filter(
    ({ keyword, params }) => keyword === "type" && params["type"] === "object",
  );
  return misread
    .map(({ instancePath }) => replaceArray(value, segmentsOf(instancePath), asObjects))
    .includes(true);
};

const replaceArray = (
  root: unknown,
  segments: readonly string[],
  asObjects: WeakMap<object, object>,
): boolean => {
  const parent = segments
    .slice(0, -1)
    .reduce<unknown>((node, key) => (Object(node) as Record<string, unknown>)[key], root);
  const fields = Object(parent) as Record<string, object>;
  const key = segments.at(-1) ?? "";
  const object = asObjects.get(Object(fields[key]) as object);
  if (object) fields[key] = object;
  return object !== undefined;
};
