import type { ValidationError } from "@task-contracts/contracts";
import { hidden, holdsKey, redactText } from "../text/redact.ts";
import { abbreviate, abbreviateText } from "../text/abbreviate.ts";
import { nearestName } from "../text/nearest-name.ts";

/**
 * Explains in one sentence which field is invalid, its value and the valid values.
 *
 * @example
 * explain({ instancePath: "/limit", keyword: "minimum", params: { comparison: ">=", limit: 1 }, … }, { limit: 0 });
 * // "limit is 0, but must be at least 1."
 */
export const explain = (error: ValidationError, root: unknown): string => {
  const rule = rules[error.keyword];
  const value = valueAt(root, error.instancePath);
  if (rule) return rule({ field: fieldName(error.instancePath), value, params: error.params });
  const subject = subjectOf(fieldName(error.instancePath), value);
  return `${subject}, but ${error.message ?? `breaks the rule "${error.keyword}"`}.`;
};

/** `/examples/0/image` in the usual notation: `examples[0].image`. */
export const fieldName = (pointer: string): string =>
  segmentsOf(pointer)
    .map((segment) => abbreviateText(segment))
    .map((segment, depth) => (/^\d+$/.test(segment) ? `[${segment}]` : depth === 0 ? segment : `.${segment}`))
    .join("");

/** The parts of a JSON pointer. */
export const segmentsOf = (pointer: string): string[] =>
  pointer
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));

interface Finding {
  readonly field: string;
  readonly value: unknown;
  readonly params: Readonly<Record<string, unknown>>;
}

const mustBe =
  (demand: (params: Finding["params"]) => string) =>
  ({ field, value, params }: Finding): string =>
    `${subjectOf(field, value)}, but must be ${demand(params)}.${hintAtPlus(value)}`;

/** A time with the zone `+02:00` whose plus was not encoded. */
const timeWithoutPlus = /\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)? \d\d(?::?\d\d)?$/;

const hintAtPlus = (value: unknown): string =>
  typeof value === "string" && timeWithoutPlus.test(value)
    ? ' A "+" that is not encoded means a blank: write the one of the zone as %2B.'
    : "";

const counted =
  (unit: string, demand: string) =>
  ({ field, value, params }: Finding): string =>
    `${field || "The value"} has ${sizeOf(value)} ${unit}, but ${demand} ${String(params["limit"])}.`;

const comparisons: Readonly<Record<string, string>> = {
  ">=": "at least",
  "<=": "at most",
  ">": "more than",
  "<": "less than",
};

const compared = mustBe(
  ({ comparison, limit }) => `${comparisons[String(comparison)] ?? String(comparison)} ${String(limit)}`,
);

const rules: Readonly<Record<string, (finding: Finding) => string>> = {
  required: ({ field, params }) => `${childOf(field, params["missingProperty"])} is missing, but required.`,
  dependentRequired: ({ field, params }) =>
    `${childOf(field, params["missingProperty"])} is missing, but required next to ${String(params["property"])}.`,
  enum: mustBe(({ allowedValues }) => oneOf(allowedValues as unknown[])),
  const: mustBe(({ allowedValue }) => abbreviate(allowedValue)),
  type: mustBe(({ type }) => [type].flat().map(nameOfType).join(" or ")),
  format: mustBe(({ format }) => `in the format ${String(format)}`),
  pattern: mustBe(({ pattern, meaning }) =>
    typeof meaning === "string" ? meaning : `of the form ${String(pattern)}`,
  ),
  multipleOf: mustBe(({ multipleOf }) => `a multiple of ${String(multipleOf)}`),
  minimum: compared,
  maximum: compared,
  exclusiveMinimum: compared,
  exclusiveMaximum: compared,
  minItems: counted("items", "needs at least"),
  maxItems: counted("items", "may have at most"),
  minLength: counted("characters", "needs at least"),
  maxLength: counted("characters", "may have at most"),
  minProperties: counted("properties", "needs at least"),
  maxProperties: counted("properties", "may have at most"),
  uniqueItems: ({ field, params }) =>
    `${field} has the same item at ${String(params["j"])} and ${String(params["i"])}, but its items must differ.`,
  additionalProperties: ({ field, params }) => {
    const name = String(params["additionalProperty"]);
    const known = params["knownProperties"] as string[];
    const meant = nearestName(name, known);
    const advice =
      meant === undefined ? `Known are ${known.join(", ")}.` : `Did you mean ${childOf(field, meant)}?`;
    return `${childOf(field, name)} is not known here. ${advice}`;
  },
  discriminator: ({ field, params }) =>
    `${childOf(field, params["tag"])} is ${abbreviate(params["tagValue"])}, which is none of the known values.`,
};

const subjectOf = (field: string, value: unknown): string =>
  `${field || "The value"} is ${field.split(/[.[]/).some(holdsKey) ? hidden : redactText(abbreviate(value))}`;

const childOf = (field: string, name: unknown): string => {
  const child = abbreviateText(String(name));
  return field ? `${field}.${child}` : child;
};

const oneOf = (values: readonly unknown[]): string =>
  `${values.length > 1 ? "one of " : ""}${values.map(abbreviate).join(", ")}`;

const nameOfType = (type: unknown): string => {
  if (type === "null") return "null";
  return `${/^[aeiou]/.test(String(type)) ? "an" : "a"} ${String(type)}`;
};

const sizeOf = (value: unknown): number => {
  if (typeof value === "string") return Array.from(value).length;
  return Object.keys(Object(value)).length;
};

const valueAt = (root: unknown, pointer: string): unknown =>
  segmentsOf(pointer).reduce<unknown>(
    (value, segment) => (Object(value) as Record<string, unknown>)[segment],
    root,
  );
