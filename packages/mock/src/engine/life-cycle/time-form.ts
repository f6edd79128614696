import type { SchemaObject } from "@task-contracts/openapi-model";
import { isoTime } from "../clock.ts";

/** Formats a time, given in milliseconds since 1970, as an API does. */
export type TimeForm = (time: number) => string | number;

/** To the second, without a zone: `1970-01-01T00:00:00`. */
const zonelessTime: TimeForm = (time) => isoTime(time).slice(0, 19);

const unixSeconds: TimeForm = (time) => Math.floor(time / 1000);

const unixMilliseconds: TimeForm = (time) => time;

/** Larger numbers can only be milliseconds: as seconds they are in the year 5138. */
const FIRST_MILLISECONDS = 1e11;

/** The day alone: `1970-01-01`. */
const day: TimeForm = (time) => isoTime(time).slice(0, 10);

const forms: readonly TimeForm[] = [isoTime, zonelessTime];

/**
 * Infers from the schemas of a property how times are written in it: from its type, its pattern and its examples.
 *
 * @example
 * timeFormOf([{ type: "integer" }])(1500); // 1
 */
export const timeFormOf = (schemas: readonly SchemaObject[]): TimeForm => {
  const examples = schemas.flatMap(({ example, examples: list = [] }) => [example, ...(list as unknown[])]);
  const types = new Set(schemas.flatMap(({ type = [] }) => type));
  if (!types.has("string") && (types.has("integer") || types.has("number"))) {
    const isMilliseconds = examples.some((example) => Number(example) >= FIRST_MILLISECONDS);
    return isMilliseconds ? unixMilliseconds : unixSeconds;
  }
  if (schemas.some(({ format }) => format === "date")) return day;
  if (schemas.some(({ format }) => format === "date-time")) return isoTime;
  return forms.find((form) => schemas.every((schema) => fits(String(form(0)), schema))) ?? isoTime;
};

/** Whether a text matches the pattern of a schema, or else has the length and the zone of its example. */
const fits = (text: string, { pattern, example }: SchemaObject): boolean => {
  if (pattern !== undefined) return new RegExp(pattern, "u").test(text);
  return typeof example !== "string" || hasZone(example) === hasZone(text);
};

const hasZone = (text: string): boolean => /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
