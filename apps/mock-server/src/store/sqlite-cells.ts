import type { DatabaseSync } from "node:sqlite";
import type { TaskRecord } from "@task-contracts/mock/engine/model";
import type { TaskQuery } from "@task-contracts/mock/engine/store/store";

/** The tasks of a list with the same facets. */
export interface SqliteCell {
  readonly cell: number;
  readonly size: number;
}

export interface SqliteCells {
  /** The number of the list of an account and API, if it has one. */
  findList(account: string, api: string): number | undefined;
  /** The same; creates a list if there is none. */
  listOf(account: string, api: string): number;
  /** Counts a task in, and returns its cell. */
  enter(list: number, task: TaskRecord): number;
  /** Counts a task out. */
  leave(cell: number): void;
  /** The cells of a list whose facets match the query and that are not empty. */
  matching(list: number, query: TaskQuery): SqliteCell[];
  /** Deletes those of an account, or all. */
  deleteAll(account?: string): void;
}

/**
 * The lists and cells of a SQLite database: the positions and numbers of tasks.
 *
 * @example
 * const cells = sqliteCells(database);
 * const cell = cells.enter(cells.listOf(task.account, task.api), task);
 */
export const sqliteCells = (database: DatabaseSync): SqliteCells => {
  const findList = database.prepare("SELECT list FROM lists WHERE account = ? AND api = ?");
  const makeList = database.prepare("INSERT INTO lists (account, api) VALUES (?, ?) RETURNING list");
  const enter = database.prepare(`
    INSERT INTO cells (list, type, status, review, size) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (list, type, status, review) DO UPDATE SET size = size + 1 RETURNING cell`);
  const leave = database.prepare("UPDATE cells SET size = size - 1 WHERE cell = ?");
  const matching = database.prepare(`
    SELECT cell, size FROM cells
    WHERE list = ?1 AND size > 0
      AND type = ifnull(?2, type) AND status = ifnull(?3, status)
      AND (?4 IS NULL OR review IN (SELECT value FROM json_each(?4)))`);
  const deleteCells = database.prepare(
    "DELETE FROM cells WHERE list IN (SELECT list FROM lists WHERE account = ?)",
  );
  const deleteLists = database.prepare("DELETE FROM lists WHERE account = ?");

  const find = (account: string, api: string): number | undefined => {
    const row = findList.get(account, api);
    return row && Number(row["list"]);
  };
  return {
    findList: find,
    listOf: (account, api) => find(account, api) ?? Number(makeList.get(account, api)?.["list"]),
    enter: (list, { type, status, customerReviewStatus = "" }) =>
      Number(enter.get(list, type, status, customerReviewStatus)?.["cell"]),
    leave: (cell) => void leave.run(cell),
    matching: (list, { type = null, status = null, customerReviewStatuses: reviews }) => {
      const rows = matching.all(list, type, status, reviews ? JSON.stringify(reviews) : null);
      return rows.map(({ cell, size }) => ({ cell: Number(cell), size: Number(size) }));
    },
    deleteAll: (account) => {
      if (account === undefined) database.exec("DELETE FROM cells; DELETE FROM lists");
      else {
        deleteCells.run(account);
        deleteLists.run(account);
      }
    },
  };
};
