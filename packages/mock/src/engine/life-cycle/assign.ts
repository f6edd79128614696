import type { AssignedValue, Assignment } from "@task-contracts/openapi-model";
import type { JsonObject } from "../model.ts";
import type { TimeForm } from "./time-form.ts";

/** An assignment, with the format in which the API writes the value. */
export interface PreparedAssignment extends Assignment {
  readonly time: TimeForm;
  /** Whether a number is written as text. */
  readonly asText: boolean;
}

/** The sources of assigned values. */
export interface Source {
  /** In milliseconds since 1970. */
  readonly now: number;
  /** The time in a property of the task, in milliseconds since 1970. */
  readonly timeAt: (target: readonly string[]) => number | undefined;
  readonly result?: unknown;
}

/** A copy of a task with assigned values. Values that are not known yet are left out. */
export const assign = (
  body: JsonObject,
  assignments: readonly PreparedAssignment[],
  source: Source,
): JsonObject =>
  assignments.reduce((changed, assignment) => {
    const value = valueOf(assignment.value, assignment, source);
    return write(changed, assignment.target, value);
  }, body);

const valueOf = (
  value: AssignedValue,
  { time, asText }: PreparedAssignment,
  { now, timeAt, result }: Source,
): unknown => {
  switch (value.kind) {
    case "now":
      return time(now);
    case "result":
      return result;
    case "absent":
      return undefined;
    case "constant":
      return value.constant;
    case "secondsSince":
      return secondsBetween(timeAt(value.since), now, asText);
    default:
      return value satisfies never;
  }
};

const secondsBetween = (
  since: number | undefined,
  now: number,
  asText: boolean,
): string | number | undefined => {
  if (since === undefined) return undefined;
  const seconds = Math.round((now - since) / 1000);
  return asText ? String(seconds) : seconds;
};

/** Writes a value where some keys lead. Nothing is written for undefined, and what is there is removed. */
export const write = (body: JsonObject, steps: readonly string[], value: unknown): JsonObject => {
  const [key] = steps;
  if (key === undefined) return body;
  if (steps.length > 1)
    return { ...body, [key]: write(Object(body[key]) as JsonObject, steps.slice(1), value) };
  if (value !== undefined) return body[key] === value ? body : { ...body, [key]: value };
  const { [key]: _, ...without } = body;
  return without;
};

/** What stands where some keys lead. */
export const read = (body: unknown, steps: readonly string[]): unknown => {
  let value = body;
  for (const key of steps) value = (Object(value) as JsonObject)[key];
  return value;
};
