import { EngineFailure } from "../failure.ts";

/**
 * Reads a bound of the creation time. A date without a time means its first moment in UTC.
 *
 * @returns Milliseconds since 1970, or undefined without a text.
 * @throws {EngineFailure} 400 for a date that the calendar does not have.
 * @example
 * readBound("start_time", "2026-03-01"); // 1772323200000
 */
export const readBound = (name: string, text: unknown): number | undefined => {
  if (typeof text !== "string") return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) {
    throw new EngineFailure(
      400,
      `${name} is "${text}", which is no date. Send one such as 2026-03-01 or 2026-03-01T09:30:00Z.`,
    );
  }
  return time;
};
