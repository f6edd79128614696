import type { DatabaseSync } from "node:sqlite";
import { bisect } from "@task-contracts/mock/engine/store/bisect";
import type { TaskQuery } from "@task-contracts/mock/engine/store/store";

/** The sequences from one to another, inclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface SqliteSpans {
  /** The sequences of the tasks of a list that were created within the times of a query, if it has any. */
  createdWithin(list: number, query: TaskQuery): Span | undefined;
}

/**
 * Converts times of creation to sequences by binary search, as times never decrease with the sequence. An index by time
 * would work as well, at a cost for every task written.
 *
 * @example
 * sqliteSpans(database).createdWithin(list, { ...query, createdFrom: Date.parse("2026-01-01") }); // { from: 7, to: 90 }
 */
export const sqliteSpans = (database: DatabaseSync): SqliteSpans => {
  const ends = database.prepare(`
    SELECT (SELECT min(sequence) FROM tasks WHERE list = ?1) AS first,
      (SELECT max(sequence) FROM tasks WHERE list = ?1) AS last`);
  const next = database.prepare(
    "SELECT created_at FROM tasks WHERE list = ? AND sequence >= ? ORDER BY sequence LIMIT 1",
  );
  return {
    createdWithin: (list, { createdFrom = -Infinity, createdTo = Infinity }) => {
      if (createdFrom === -Infinity && createdTo === Infinity) return undefined;
      const { first, last } = ends.get(list) as { first: number; last: number };
      /** The first sequence from which on all tasks were created at times that pass. */
      const search = (passes: (time: number) => boolean): number =>
        bisect(first, last + 1, (sequence) => {
          const row = next.get(list, sequence);
          return !row || passes(Number(row["created_at"]));
        });
      return { from: search((time) => time >= createdFrom), to: search((time) => time > createdTo) - 1 };
    },
  };
};
