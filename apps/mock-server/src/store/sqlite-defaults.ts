import type { DatabaseSync } from "node:sqlite";
import type { AccountDefaults } from "@task-contracts/mock/engine/model";
import { parseRecords } from "./sqlite-records.ts";

export interface SqliteDefaults {
  put(json: string): void;
  get(): AccountDefaults | undefined;
  clear(): void;
}

/**
 * The defaults of new accounts in a SQLite database: a table of at most one row.
 *
 * @example
 * sqliteDefaults(database).put(JSON.stringify(defaults));
 */
export const sqliteDefaults = (database: DatabaseSync): SqliteDefaults => {
  const put = database.prepare("INSERT OR REPLACE INTO defaults (position, record) VALUES (1, ?)");
  const get = database.prepare("SELECT record FROM defaults");
  const clear = database.prepare("DELETE FROM defaults");
  return {
    put: (json) => put.run(json),
    get: () => parseRecords<AccountDefaults>(get.all())[0],
    clear: () => clear.run(),
  };
};
