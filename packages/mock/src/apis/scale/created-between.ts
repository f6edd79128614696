import { EngineFailure } from "../../engine/failure.ts";

const moment =
  /^(\d{4}-\d\d-\d\d)(?:[Tt\s](\d\d:\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:[Zz]|([+-]\d\d):?(\d\d)?)?)?$/;

/**
 * Reads a bound of the creation time. A date without a time means its first moment, and a time without a zone is in UTC.
 *
 * @returns Milliseconds since 1970, with a fraction if the text has one, or undefined without a text.
 * @throws {EngineFailure} 400 for a date that does not exist.
 * @example
 * readBound("start_time", "2026-03-01 09:30:00"); // 1772357400000
 */
export const readBound = (name: string, text: unknown): number | undefined => {
  if (typeof text !== "string") return undefined;
  const [, day = "", time = "00:00", seconds = "00", fraction = "0", hours, minutes = "00"] =
    moment.exec(text) ?? [];
  const start = Date.parse(`${day}T${time}:${seconds}${hours === undefined ? "Z" : `${hours}:${minutes}`}`);
  // Date.parse reads the 30th of February as the 2nd of March.
  if (Number.isNaN(start) || !isInCalendar(day)) {
    throw new EngineFailure(
      400,
      `${name} is "${text}", which is no date. Send one such as 2026-03-01 or 2026-03-01T09:30:00Z.`,
    );
  }
  return start + Number(`0.${fraction}`) * 1000;
};

const isInCalendar = (day: string): boolean => new Date(day).toISOString().startsWith(day);
