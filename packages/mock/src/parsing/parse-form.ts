import { parse } from "qs";
import type { RoundedText } from "./parsed.ts";
import { abbreviate } from "../text/abbreviate.ts";
import { fixedBounds } from "../limits.ts";
import { decodeFormText, findBadEscape } from "./find-bad-escape.ts";
import { findRoundedTexts } from "./find-rounded-texts.ts";
import type { NumberOptions } from "./inexact-number.ts";
import { UnreadableBody } from "./unreadable-body.ts";

const maxDepth = fixedBounds.depth.value;
const maxFormValues = fixedBounds.formValues.value;

/** A parsed form. */
export interface Form {
  readonly value: Record<string, unknown>;
  /** For each array that was written with indices, its value if they are names: `a[7]=b` may mean `{ a: { 7: "b" } }`. */
  readonly asObjects: WeakMap<object, object>;
  /** Empty if rounded numbers are accepted. */
  readonly rounded: readonly RoundedText[];
}

/**
 * Reads a form: repeated keys and `key[]` are arrays, `a[b]` objects, `a[0][b]` arrays of objects. Raw spaces and
 * brackets are fine, since curl's `-d` encodes nothing. All values are strings; the contract's checks convert them to
 * numbers and booleans.
 *
 * The result is the same as for these names and values in JSON: `__proto__` is left out, and unreadable values are rejected.
 *
 * @throws {UnreadableBody}
 * @example
 * parseForm("fields[title]=a b&examples[0][correct]=true").value;
 * // { fields: { title: "a b" }, examples: [{ correct: "true" }] }
 */
export const parseForm = (text: string, { mayRound = false }: NumberOptions = {}): Form => {
  // Counted here, since qs would also reject indices of this size, and those may be names.
  const count = text.split("&", maxFormValues + 1).length;
  if (count > maxFormValues) {
    throw new UnreadableBody(
      `The form has more than ${maxFormValues} values. Send it as application/json instead.`,
    );
  }
  const badEscape = findBadEscape(text);
  if (badEscape) throw new UnreadableBody(badEscape.message, { path: [badEscape.name] });
  const asObjects = new WeakMap<object, object>();
  const value = settle(read(text), asObjects) as Record<string, unknown>;
  return { value, asObjects, rounded: mayRound ? [] : findRoundedTexts(text, value) };
};

const read = (text: string): unknown => {
  try {
    return parse(text, {
      depth: maxDepth,
      strictDepth: true,
      parameterLimit: maxFormValues,
      arrayLimit: maxFormValues,
      allowSparse: true,
      // Names such as `constructor` are names like any other. qs leaves out `__proto__` anyway.
      plainObjects: true,
      decoder: (name, _decode, _charset, type) => (type === "key" ? decodeKey(name) : decodeFormText(name)),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UnreadableBody(`The form has more than ${maxDepth} levels of brackets. Send a flatter one.`, {
      cause: error,
    });
  }
};

/** Unmatched brackets would otherwise become parts of names, or be dropped with what is next to them. */
const decodeKey = (text: string): string => {
  const key = decodeFormText(text);
  if ((!key.includes("[") && !key.includes("]")) || hasWholeBrackets(key)) return key;
  // JSON under the media type of a form: a mistake that is reported elsewhere.
  if (/^\s*\{/.test(key)) return key;
  throw new UnreadableBody(
    `The form has the name ${abbreviate(key)}, whose brackets do not pair up. Write a[b] for b in a, or send application/json, where names may have brackets.`,
  );
};

/** `a[b][c]`, where `b` may contain pairs of brackets in turn. */
const hasWholeBrackets = (key: string): boolean => {
  if (key.startsWith("[")) return false;
  let depth = 0;
  let isBehindPair = false;
  for (const character of key) {
    if (character === "[") depth++;
    else if (character === "]") depth--;
    // Before the first pair is the name itself; after a pair there is nothing but the next.
    else if (depth === 0 && isBehindPair) return false;
    if (depth < 0) return false;
    isBehindPair ||= character === "]";
  }
  return depth === 0;
};

/** Closes the gaps in arrays, and remembers the indices of the items. */
const settle = (node: unknown, asObjects: WeakMap<object, object>): unknown => {
  if (typeof node !== "object" || node === null) return node;
  const children = Object.entries(node).map(([key, child]) => [key, settle(child, asObjects)] as const);
  const asObject = Object.fromEntries(children);
  if (!Array.isArray(node)) return asObject;
  const array = children.map(([, child]) => child);
  asObjects.set(array, asObject);
  return array;
};
