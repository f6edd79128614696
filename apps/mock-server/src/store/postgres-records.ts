import type { Row } from "./postgres-database.ts";

/**
 * The records of rows, parsed.
 *
 * @example
 * parseRecords<TaskRecord>(await database.query("SELECT record FROM tasks"));
 */
export const parseRecords = <T>(rows: readonly Row[]): T[] =>
  rows.map(({ record }) => JSON.parse(String(record)) as T);
