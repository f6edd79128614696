/**
 * Reads a time as the APIs write it: with a zone, without one, which means UTC, or as a date, which means its first moment in
 * UTC. `Date.parse` would take a time without a zone for local time. Tasks keep the text that came over the wire.
 *
 * @throws RangeError if it is no such time
 * @example
 * parseTime("2026-04-21T07:30:12").getTime() === parseTime("2026-04-21T07:30:12Z").getTime(); // true
 * parseTime(task.completed_at); // undefined while the task is not completed
 */
export function parseTime(text: string): Date;
export function parseTime(text: string | null | undefined): Date | undefined;
export function parseTime(text: string | null | undefined): Date | undefined {
  if (text === null || text === undefined) return undefined;
  const [, day = "", time = "00:00", zone = "Z"] = form.exec(text) ?? [];
  const date = new Date(`${day}T${time}${zone.replace(/^(...)(\d)/, "$1:$2")}`);
  // Engines take 30 February for 2 March.
  const isDay = Number(day.slice(8)) === new Date(day).getUTCDate();
  if (!isDay || Number.isNaN(date.getTime())) {
    throw new RangeError(`"${text}" is no time. Times look like 2026-04-21T07:30:12Z or 2026-04-21.`);
  }
  return date;
}

const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Writes a time as the APIs read it, for the filters `start_time` and `end_time` for example.
 *
 * @throws RangeError if the date is invalid
 * @example
 * formatTime(new Date(Date.UTC(2026, 3, 21))); // "2026-04-21T00:00:00.000Z"
 */
export const formatTime = (date: Date): string => date.toISOString();
