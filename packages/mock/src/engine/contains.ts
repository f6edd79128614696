import type { JsonObject } from "./model.ts";

/**
 * Whether a value has all that another one has. Lists must be the same.
 *
 * @example
 * contains({ a: { b: 1, c: 2 } }, { a: { b: 1 } }); // true
 */
export const contains = (value: unknown, wanted: unknown): boolean => {
  if (Array.isArray(wanted))
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((item, index) => contains(value[index], item))
    );
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(wanted).every(
      ([name, child]) => Object.hasOwn(value, name) && contains((value as JsonObject)[name], child),
    )
  );
};
