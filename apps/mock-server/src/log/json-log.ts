import type { Log } from "./log-event.ts";
import { levelOf } from "./log-levels.ts";

/**
 * Writes one line of JSON per event, for other processes.
 *
 * @example
 * const log = jsonLog((line) => process.stdout.write(line));
 */
export const jsonLog =
  (write: (line: string) => void): Log =>
  (event) =>
    write(`${JSON.stringify({ ...event, level: levelOf(event) })}\n`);
