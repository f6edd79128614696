import { median, spread } from "../stats/median.ts";
import type { Goal, Unit, Verdict } from "./row.ts";

/** Two or three digits that matter. */
export const number = (value: number): string =>
  value.toLocaleString("en", value >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });

export const withUnit = (value: number, unit: Unit | "×"): string =>
  unit === "×" || unit === "/s" ? `${number(value)}${unit}` : `${number(value)} ${unit}`;

/**
 * How far apart the rounds were. Nothing for a single one.
 *
 * @example
 * spreadInWords([90, 100, 110]); // "20 %"
 */
export const spreadInWords = (samples: readonly number[]): string =>
  samples.length < 2 ? "" : `${Math.round(spread(samples) * 100)} %`;

export const goalInWords = (goal: Goal, unit: Unit | "×"): string =>
  "atLeast" in goal ? `≥ ${withUnit(goal.atLeast, unit)}` : `≤ ${withUnit(goal.atMost, unit)}`;

/** The middle of all rounds. */
export const valueInWords = ({ values, unit }: Verdict): string => withUnit(median(values), unit);
