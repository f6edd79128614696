import type { DatabaseSync } from "node:sqlite";
import type { AccountRecord } from "@task-contracts/mock/engine/model";
import { parseRecords } from "./sqlite-records.ts";

export interface SqliteAccounts {
  put(record: AccountRecord, json: string): void;
  /** Deletes one account, or all. */
  delete(key?: string): void;
  get(key: string): AccountRecord | undefined;
  /** In the order of their creation. */
  all(key?: string): AccountRecord[];
}

/**
 * The accounts in a SQLite database.
 *
 * @example
 * sqliteAccounts(database).put(account, JSON.stringify(account));
 */
export const sqliteAccounts = (database: DatabaseSync): SqliteAccounts => {
  const put = database.prepare(
    "INSERT INTO accounts (key, record) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET record = excluded.record",
  );
  const remove = database.prepare("DELETE FROM accounts WHERE key = ?");
  const clear = database.prepare("DELETE FROM accounts");
  const get = database.prepare("SELECT record FROM accounts WHERE key = ?");
  const all = database.prepare("SELECT record FROM accounts ORDER BY position");
  return {
    put: ({ key }, json) => put.run(key, json),
    delete: (key) => (key === undefined ? clear.run() : remove.run(key)),
    get: (key) => parseRecords<AccountRecord>(get.all(key))[0],
    all: (key) => parseRecords<AccountRecord>(key === undefined ? all.all() : get.all(key)),
  };
};
