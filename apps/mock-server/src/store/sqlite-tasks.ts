import type { DatabaseSync } from "node:sqlite";
import type { TaskRecord } from "@task-contracts/mock/engine/model";
import type { SqliteCells } from "./sqlite-cells.ts";
import { isSqliteError, primaryKeyTaken } from "./sqlite-error.ts";
import { parseRecords } from "./sqlite-records.ts";
import { sequenceTaken } from "@task-contracts/mock/engine/store/store-error";
import type { TaskKey } from "@task-contracts/mock/engine/store/task-key";

export interface SqliteTasks {
  put(record: TaskRecord, json: string): void;
  delete(key: TaskKey): void;
  /** Deletes those of an account, or all. */
  deleteAll(account?: string): void;
  get(key: TaskKey): TaskRecord | undefined;
  /** All with this id. */
  find(id: string): TaskRecord[];
  /** Those of an account, or all, oldest first. */
  all(account?: string): TaskRecord[];
  unfinished(): TaskRecord[];
  lastSequence(): number;
  /** By account. */
  lastCreations(): Map<string, number>;
}

/** The place of a task. */
interface Place {
  readonly sequence: number;
  readonly cell: number;
}

const byKey = "lists JOIN tasks USING (list) WHERE account = ? AND api = ? AND id = ?";

/**
 * The tasks in a SQLite database.
 *
 * @example
 * sqliteTasks(database, sqliteCells(database)).put(task, JSON.stringify(task));
 */
export const sqliteTasks = (database: DatabaseSync, cells: SqliteCells): SqliteTasks => {
  const insert = database.prepare(
    "INSERT INTO tasks (sequence, list, cell, id, created_at, due_at, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const update = database.prepare(
    "UPDATE tasks SET cell = ?, created_at = ?, due_at = ?, record = ? WHERE sequence = ?",
  );
  const place = database.prepare(`SELECT sequence, cell FROM ${byKey}`);
  const remove = database.prepare("DELETE FROM tasks WHERE sequence = ?");
  const get = database.prepare(`SELECT record FROM ${byKey}`);
  const find = database.prepare("SELECT record FROM tasks WHERE id = ? ORDER BY sequence");
  const all = database.prepare("SELECT record FROM tasks ORDER BY sequence");
  const ofAccount = "list IN (SELECT list FROM lists WHERE account = ?)";
  const allOf = database.prepare(`SELECT record FROM tasks WHERE ${ofAccount} ORDER BY sequence`);
  const unfinished = database.prepare(
    "SELECT record FROM tasks INDEXED BY tasks_due WHERE due_at IS NOT NULL ORDER BY sequence",
  );
  const last = database.prepare("SELECT max(sequence) AS sequence FROM tasks");
  // One lookup at the end of each list: grouping would read all tasks.
  const lastCreations = database.prepare(`
    SELECT account, max((SELECT created_at FROM tasks WHERE tasks.list = lists.list ORDER BY sequence DESC LIMIT 1)) AS time
    FROM lists GROUP BY account HAVING time IS NOT NULL`);
  const clear = database.prepare("DELETE FROM tasks");
  const clearAccount = database.prepare(`DELETE FROM tasks WHERE ${ofAccount}`);

  const locate = ({ account, api, id }: TaskKey): Place | undefined =>
    place.get(account, api, id) as unknown as Place | undefined;

  const leave = ({ sequence, cell }: Place): void => {
    remove.run(sequence);
    cells.leave(cell);
  };

  const add = (record: TaskRecord, json: string): void => {
    const { account, api, sequence, id, createdAt, dueAt = null } = record;
    const list = cells.listOf(account, api);
    try {
      insert.run(sequence, list, cells.enter(list, record), id, createdAt, dueAt, json);
    } catch (error) {
      throw isSqliteError(error, primaryKeyTaken) ? sequenceTaken("task", record) : error;
    }
  };

  const replace = (old: Place, record: TaskRecord, json: string): void => {
    const { account, api, sequence, createdAt, dueAt = null } = record;
    cells.leave(old.cell);
    update.run(cells.enter(cells.listOf(account, api), record), createdAt, dueAt, json, sequence);
  };

  return {
    put: (record, json) => {
      const old = locate(record);
      if (old?.sequence === record.sequence) {
        replace(old, record, json);
        return;
      }
      if (old) leave(old);
      add(record, json);
    },
    delete: (key) => {
      const old = locate(key);
      if (old) leave(old);
    },
    deleteAll: (account) => (account === undefined ? clear.run() : clearAccount.run(account)),
    get: ({ account, api, id }) => parseRecords<TaskRecord>(get.all(account, api, id))[0],
    find: (id) => parseRecords<TaskRecord>(find.all(id)),
    all: (account) => parseRecords<TaskRecord>(account === undefined ? all.all() : allOf.all(account)),
    unfinished: () => parseRecords<TaskRecord>(unfinished.all()),
    lastCreations: () =>
      new Map(lastCreations.all().map(({ account, time }) => [String(account), Number(time)])),
    lastSequence: () => Number(last.get()?.["sequence"] ?? 0),
  };
};
