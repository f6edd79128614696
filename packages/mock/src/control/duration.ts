import { EngineFailure } from "../engine/failure.ts";

/** Durations, which are added up. */
export interface Duration {
  readonly milliseconds?: number;
  readonly seconds?: number;
  readonly minutes?: number;
  readonly hours?: number;
  readonly days?: number;
}

/**
 * In milliseconds.
 *
 * @example
 * durationOf({ hours: 1, minutes: 30 }); // 5400000
 */
export const durationOf = ({
  milliseconds = 0,
  seconds = 0,
  minutes = 0,
  hours = 0,
  days = 0,
}: Duration): number =>
  Math.round(milliseconds + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days))));

/**
 * A time of ISO 8601 in milliseconds since 1970.
 *
 * @throws {EngineFailure} 400 for one that JavaScript does not know, such as a leap second.
 */
export const timeIn = (text: string): number => {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new EngineFailure(
    400,
    `now is "${text}", which is no time here. Send one such as 2027-01-01T00:00:00Z, without a leap second.`,
  );
};
