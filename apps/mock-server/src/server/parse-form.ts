import { parse } from "qs";
import { maxDepth, maxFormValues } from "./limits.ts";

/** What a form says. */
export interface Form {
  readonly value: Record<string, unknown>;
  /** For each array that was written with indices, what it is if they are names: `a[7]=b` may mean `{ a: { 7: "b" } }`. */
  readonly asObjects: WeakMap<object, object>;
}

/**
 * Reads a form: repeated keys and `key[]` are arrays, `a[b]` objects, `a[0][b]` arrays of objects. Raw spaces and
 * brackets are fine, since curl's `-d` encodes nothing. All values are strings; the contract's checks make numbers and
 * booleans of them.
 *
 * Keys that stand for something on every object, such as `__proto__` and `constructor`, are left out.
 *
 * @example
 * parseForm("fields[title]=a b&examples[0][correct]=true").value;
 * // { fields: { title: "a b" }, examples: [{ correct: "true" }] }
 */
export const parseForm = (text: string): Form => {
  // Counted here, since qs would also refuse indices of this size, and those may be names.
  const count = text.split("&", maxFormValues + 1).length;
  if (count > maxFormValues) {
    throw new Error(`The form has more than ${maxFormValues} values. Send it as application/json instead.`);
  }
  const asObjects = new WeakMap<object, object>();
  return { value: settle(read(text), asObjects) as Record<string, unknown>, asObjects };
};

const read = (text: string): unknown => {
  try {
    return parse(text, {
      depth: maxDepth,
      strictDepth: true,
      parameterLimit: maxFormValues,
      arrayLimit: maxFormValues,
      allowSparse: true,
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Error(`The form has more than ${maxDepth} levels of brackets. Send a flatter one.`, {
      cause: error,
    });
  }
};

/** Closes the gaps in arrays, and remembers where the items stood. */
const settle = (node: unknown, asObjects: WeakMap<object, object>): unknown => {
  if (typeof node !== "object" || node === null) return node;
  const children = Object.entries(node).map(([key, child]) => [key, settle(child, asObjects)] as const);
  const asObject = Object.fromEntries(children);
  if (!Array.isArray(node)) return asObject;
  const array = children.map(([, child]) => child);
  asObjects.set(array, asObject);
  return array;
};
