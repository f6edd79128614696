import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { DeliveryRecord } from "@task-contracts/mock/engine/model";
import { isSqliteError, primaryKeyTaken } from "./sqlite-error.ts";
import { parseRecords } from "./sqlite-records.ts";
import type { DeliveryQuery } from "@task-contracts/mock/engine/store/store";
import { sequenceTaken } from "@task-contracts/mock/engine/store/store-error";

export interface SqliteDeliveries {
  put(record: DeliveryRecord, json: string): void;
  /** Deletes those of an account, or all. */
  deleteAll(account?: string): void;
  get(id: string): DeliveryRecord | undefined;
  list(query: DeliveryQuery): DeliveryRecord[];
  unfinished(): DeliveryRecord[];
  lastSequence(): number;
}

/**
 * The deliveries in a SQLite database.
 *
 * @example
 * sqliteDeliveries(database).list({ account: "test_key", limit: 20 });
 */
export const sqliteDeliveries = (database: DatabaseSync): SqliteDeliveries => {
  const put = database.prepare(`
    INSERT INTO deliveries (sequence, id, account, task, next_attempt_at, record) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
      sequence = excluded.sequence, account = excluded.account, task = excluded.task,
      next_attempt_at = excluded.next_attempt_at, record = excluded.record`);
  const get = database.prepare("SELECT record FROM deliveries WHERE id = ?");
  const unfinished = database.prepare(
    "SELECT record FROM deliveries INDEXED BY deliveries_due WHERE next_attempt_at IS NOT NULL ORDER BY sequence",
  );
  const last = database.prepare("SELECT max(sequence) AS sequence FROM deliveries");
  const remove = database.prepare("DELETE FROM deliveries WHERE account = ?");
  const clear = database.prepare("DELETE FROM deliveries");
  const list = prepareLists(database);
  return {
    put: (record, json) => {
      const { sequence, id, account, taskId, nextAttemptAt = null } = record;
      try {
        put.run(sequence, id, account, taskId, nextAttemptAt, json);
      } catch (error) {
        throw isSqliteError(error, primaryKeyTaken) ? sequenceTaken("delivery", record) : error;
      }
    },
    deleteAll: (account) => (account === undefined ? clear.run() : remove.run(account)),
    get: (id) => parseRecords<DeliveryRecord>(get.all(id))[0],
    list,
    unfinished: () => parseRecords<DeliveryRecord>(unfinished.all()),
    lastSequence: () => Number(last.get()?.["sequence"] ?? 0),
  };
};

const prepareLists = (database: DatabaseSync): SqliteDeliveries["list"] => {
  const prepare = (condition: string): StatementSync =>
    database.prepare(
      `SELECT record FROM (
        SELECT sequence, record FROM deliveries WHERE ${condition} ORDER BY sequence DESC LIMIT ?
      ) ORDER BY sequence`,
    );
  const all = prepare("true");
  const ofAccount = prepare("account = ?");
  const ofTask = prepare("task = ?");
  // A task has few deliveries, an account may have all of them: the plus keeps SQLite off the index by account.
  const ofBoth = prepare("task = ? AND +account = ?");
  return ({ account, taskId, limit = -1 }) => {
    const keys = [taskId, account].filter((key) => key !== undefined);
    const ofOne = taskId === undefined ? ofAccount : ofTask;
    const statement = [all, ofOne, ofBoth][keys.length] ?? all;
    return parseRecords<DeliveryRecord>(statement.all(...keys, limit));
  };
};
