import type { SQLOutputValue } from "node:sqlite";

/** A record is not the JSON that was written. */
export class DamagedRecord extends Error {
  override readonly name = "DamagedRecord";
}

/**
 * The records of rows, parsed.
 *
 * @example
 * parseRecords<TaskRecord>(database.prepare("SELECT record FROM tasks").all());
 */
export const parseRecords = <T>(rows: readonly Record<string, SQLOutputValue>[]): T[] =>
  rows.map(({ record }) => {
    try {
      return JSON.parse(String(record)) as T;
    } catch (error) {
      throw new DamagedRecord("a record is not JSON", { cause: error });
    }
  });
