import { expect } from "vitest";
import { agree } from "./agree.ts";
import type { Json } from "./state.ts";

/** A value that the rules leave open, until it was seen for the first time. Plain data, since snapshots are copies. */
export interface Unknown {
  readonly unknown: "text" | "above zero" | "between";
  readonly from?: string | number;
  readonly to?: string | number;
}

export const unknownText: Unknown = { unknown: "text" };
export const unknownCount: Unknown = { unknown: "above zero" };

export const unknownBetween = <T extends string | number>(from: T, to: T): Unknown => ({
  unknown: "between",
  from,
  to,
});

const isUnknown = (value: unknown): value is Unknown =>
  typeof value === "object" && value !== null && "unknown" in value;

/** Puts what was seen in the place of what is unknown, if it is possible at all. */
export const learn = (expected: Json, seen: Json): Json =>
  Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [
      name,
      isUnknown(value) ? accept(name, value, seen[name]) : value,
    ]),
  );

const accept = (name: string, { unknown, from, to }: Unknown, seen: unknown): unknown => {
  if (unknown === "text") agree(name, seen, expect.stringMatching(/./));
  else if (unknown === "above zero") agree(`${name} is above zero`, Number(seen) > 0, true);
  else agree(`${name} lies between`, String(from) <= String(seen) && String(seen) <= String(to), true);
  return seen;
};
