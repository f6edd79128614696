import type { DatabaseSync } from "node:sqlite";
import type { EncodedChange } from "./encode-change.ts";
import { type SqliteAccounts, sqliteAccounts } from "./sqlite-accounts.ts";
import { sqliteCells } from "./sqlite-cells.ts";
import { type SqliteDefaults, sqliteDefaults } from "./sqlite-defaults.ts";
import { type SqliteDeliveries, sqliteDeliveries } from "./sqlite-deliveries.ts";
import { sqliteTaskPages } from "./sqlite-task-pages.ts";
import { type SqliteTasks, sqliteTasks } from "./sqlite-tasks.ts";
import type { TaskPage, TaskQuery } from "@task-contracts/mock/engine/store/store";

export interface SqliteTables {
  readonly defaults: Pick<SqliteDefaults, "get">;
  readonly accounts: Omit<SqliteAccounts, "put" | "delete">;
  readonly tasks: Omit<SqliteTasks, "put" | "delete" | "deleteAll">;
  readonly deliveries: Omit<SqliteDeliveries, "put" | "deleteAll">;
  readonly listTasks: (query: TaskQuery) => TaskPage;
  /** Makes a change. To be called within a transaction. */
  readonly make: (encoded: EncodedChange) => void;
}

/**
 * The contents of a store in a SQLite database.
 *
 * @example
 * const tables = sqliteTables(database);
 * tables.make({ change: { put: "task", record: task }, json: JSON.stringify(task) });
 * tables.tasks.find(task.id); // [task]
 */
export const sqliteTables = (database: DatabaseSync): SqliteTables => {
  const accounts = sqliteAccounts(database);
  const cells = sqliteCells(database);
  const tasks = sqliteTasks(database, cells);
  const deliveries = sqliteDeliveries(database);
  const defaults = sqliteDefaults(database);

  const deleteAll = (account?: string): void => {
    if (account === undefined) defaults.clear();
    accounts.delete(account);
    tasks.deleteAll(account);
    deliveries.deleteAll(account);
    // The last, as tasks are found by the lists of their account.
    cells.deleteAll(account);
  };
  return {
    defaults,
    accounts,
    tasks,
    deliveries,
    listTasks: sqliteTaskPages(database, cells),
    make: ({ change, json }) => {
      if ("delete" in change) {
        if (change.delete === "task") tasks.delete(change);
        else deleteAll(change.account);
      } else if (change.put === "defaults") defaults.put(json);
      else if (change.put === "account") accounts.put(change.record, json);
      else if (change.put === "task") tasks.put(change.record, json);
      else deliveries.put(change.record, json);
    },
  };
};
