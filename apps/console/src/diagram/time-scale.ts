/** Places moments on a line. Retries grow apart, so that a linear scale would put the first ones on top of each other. */
export interface TimeScale {
  /** From 0 to 1, for a time in milliseconds since 1970. */
  readonly place: (time: number) => number;
  /** Durations after the start that are worth a mark, in milliseconds. */
  readonly marks: readonly number[];
}

const marks = [1000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 604_800_000, 2_592_000_000];

/** Below this, everything is the beginning. In milliseconds. */
const LEAST = 1000;

/**
 * A scale that is logarithmic in the time after the start.
 *
 * @example
 * timeScale(0, 86_400_000).place(3_600_000); // 0.72
 */
export const timeScale = (start: number, end: number): TimeScale => {
  const whole = Math.log1p(Math.max(LEAST, end - start) / LEAST);
  const place = (time: number): number => Math.min(1, Math.log1p(Math.max(0, time - start) / LEAST) / whole);
  return { place, marks: marks.filter((mark) => start + mark < end) };
};
