import type { ClockState } from "./model.ts";

/** The time of a clock, in milliseconds since 1970, when the machine's clock shows `real`. */
export const timeOf = (clock: ClockState, real: number): number =>
  "frozenAt" in clock ? clock.frozenAt : real + clock.offset;

/** A clock that is frozen at `time`. */
export const frozenAt = (time: number): ClockState => ({ frozenAt: time });

/** A clock that shows `time` now and runs from there. */
export const runningFrom = (time: number, real: number): ClockState => ({ offset: time - real });

export const isFrozen = (clock: ClockState): boolean => "frozenAt" in clock;

/**
 * ISO 8601 in UTC, with milliseconds.
 *
 * @example
 * isoTime(0); // "1970-01-01T00:00:00.000Z"
 */
export const isoTime = (time: number): string => {
  const milliseconds = Math.trunc(time);
  const second = Math.floor(milliseconds / 1000);
  // Most times that are written are of the second in which the last one was.
  if (second !== last.second)
    last = { second, text: new Date(second * 1000).toISOString().slice(0, -"000Z".length) };
  return `${last.text}${String(milliseconds - second * 1000).padStart(3, "0")}Z`;
};

/** The last second that was written, in seconds since 1970, and its text. */
let last = { second: Number.NaN, text: "" };
