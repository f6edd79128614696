import { hidden, holdsKey } from "../text/redact.ts";
import { abbreviateText } from "../text/abbreviate.ts";
import { fieldName } from "../contract/explain.ts";

/** How numbers are read. */
export interface NumberOptions {
  /** Whether numbers beyond double precision are accepted and rounded: where the value is only shown or passed on. */
  readonly mayRound?: boolean;
}

/** A number in JSON that would be returned as another. */
export interface InexactNumber {
  /** The path: keys and indices from the root. */
  readonly path: readonly string[];
  /** As it was sent. */
  readonly source: string;
}

/**
 * What every number beyond double precision has: many digits, or a large exponent. Cheap, since every body is searched.
 * Digits in a text, such as those of an id, match as well.
 */
const mayBeInexact = /\d[\d.]{15}|[eE][+-]?\d{3}/;

/**
 * Finds the first number that a double cannot represent: `9007199254740993` would be returned as `9007199254740992`, and
 * `1e400` as `null`. The text must be valid JSON.
 *
 * @example
 * findInexactNumber('{"a":[1,9007199254740993]}'); // { path: ["a", "1"], source: "9007199254740993" }
 */
export const findInexactNumber = (json: string): InexactNumber | undefined => {
  if (!mayBeInexact.test(json)) return undefined;
  let isFound = false;
  const value: unknown = JSON.parse(json, ((
    _key: string,
    child: unknown,
    { source }: { source?: string },
  ) => {
    if (typeof child !== "number" || source === undefined || isExact(source)) return child;
    isFound = true;
    return new Inexact(source);
  }) as Parameters<typeof JSON.parse>[1]);
  return isFound ? locate(value, []) : undefined;
};

/**
 * Finds the texts in a form or a query that would be rounded if the contract has numbers there. Where it has
 * texts, they are right as they are.
 *
 * @param raw What the value was parsed from: cheaper to search.
 * @example
 * findInexactTexts("a=9007199254740993", { a: "9007199254740993" }); // [{ path: ["a"], source: "9007199254740993" }]
 */
export const findInexactTexts = (raw: string, value: unknown): readonly InexactNumber[] =>
  mayBeInexact.test(raw) ? inexactTextsIn(value, []) : [];

const inexactTextsIn = (value: unknown, path: readonly string[]): InexactNumber[] => {
  if (typeof value === "string") {
    return numberInJson.test(value) && !isExact(value) ? [{ path, source: value }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => inexactTextsIn(child, [...path, key]));
};

const numberInJson = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * What is wrong with such a number, in words.
 *
 * @example
 * explainInexact({ path: ["a", "0"], source: "1e400" }); // "a[0] is 1e400, but would come back as null: …"
 */
export const explainInexact = ({ path, source }: InexactNumber): string => {
  const field = fieldName(path.map((key) => `/${escapePointer(key)}`).join("")) || "The value";
  if (path.some(holdsKey)) return `${field} is ${hidden}, but is a number beyond the precision of a double.`;
  return `${field} is ${abbreviateText(source)}, but would come back as ${JSON.stringify(Number(source))}: it is beyond the precision of a double.`;
};

const escapePointer = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

class Inexact {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

const locate = (value: unknown, path: readonly string[]): InexactNumber | undefined => {
  if (value instanceof Inexact) return { path, source: value.source };
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const found = locate(child, [...path, key]);
    if (found) return found;
  }
  return undefined;
};

/** `toPrecision` supports no more digits. */
const mostDigits = 100;

/**
 * Whether a double represents a number exactly: written with as many digits, the double is the same. So
 * `0.10000000000000001`, which other languages write for 0.1, is exact.
 */
const isExact = (source: string): boolean => {
  const said = decimal(source);
  if (said.digits === "") return true;
  if (said.digits.length > mostDigits) return false;
  const number = Number(source);
  // The second is how JavaScript writes it, which rounds a half to the even digit, where `toPrecision` rounds up.
  return [number.toPrecision(said.digits.length), String(number)].some((written) => {
    const held = decimal(written);
    return held.digits === said.digits && held.exponent === said.exponent;
  });
};

/** The digits without the zeros at either end, and the power of ten of the first of them. */
const decimal = (text: string): { readonly digits: string; readonly exponent: number } => {
  const [, whole = "", fraction = "", exponent = "0"] =
    /^-?(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const all = whole + fraction;
  const start = all.search(/[1-9]/);
  if (start === -1) return { digits: "", exponent: 0 };
  // Not by /0+$/, which would try each sequence of zeros to its end.
  let end = all.length;
  while (all[end - 1] === "0") end--;
  return { digits: all.slice(start, end), exponent: Number(exponent) + whole.length - start };
};
