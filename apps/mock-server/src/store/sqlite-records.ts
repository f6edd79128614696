import type { SQLOutputValue } from "node:sqlite";

/**
 * The records of rows, as they were written.
 *
 * @example
 * parseRecords<TaskRecord>(database.prepare("SELECT record FROM tasks").all());
 */
export const parseRecords = <T>(rows: readonly Record<string, SQLOutputValue>[]): T[] =>
  rows.map(({ record }) => JSON.parse(String(record)) as T);
