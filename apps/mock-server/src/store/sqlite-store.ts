import { resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { MockError } from "@task-contracts/mock/mock-error";
import { createGroupCommit } from "./group-commit.ts";
import { explainDamage, explainSqliteError, isPassingError, isSqliteError } from "./sqlite-error.ts";
import { openSqliteFile } from "./sqlite-file.ts";
import { writeFormat } from "./sqlite-schema.ts";
import { DamagedRecord } from "./sqlite-records.ts";
import { type EncodedChange, encodeChange } from "./encode-change.ts";
import { type SqliteTables, sqliteTables } from "./sqlite-tables.ts";
import type { Store } from "@task-contracts/mock/engine/store/store";
import { watchPlace } from "./watch-place.ts";
import { StoreError } from "@task-contracts/mock/engine/store/store-error";

/**
 * A store in a file. What it has acknowledged survives the end of the process, kill -9 included. A change can be read
 * as soon as it is acknowledged, not before.
 *
 * @example
 * const store = await openSqliteStore("tasks.db");
 * await store.write([{ put: "task", record: task }]);
 * await store.close();
 */
export const openSqliteStore = async (path: string): Promise<Store> => {
  const file = resolve(path);
  const database = await openSqliteFile(file);
  const { defaults, accounts, tasks, deliveries, listTasks, make } = prepare(database, file);
  const checkPlace = watchPlace(file);
  const commits = createGroupCommit(database, (write: readonly EncodedChange[] | "probe") => {
    checkPlace();
    if (write === "probe") database.exec(writeFormat);
    else write.forEach(make);
  });

  const guard = async <T>(work: () => T | Promise<T>): Promise<T> => {
    if (!database.isOpen) throw new StoreError(`The store ${file} is closed. Open it again to use it.`);
    try {
      return await work();
    } catch (error) {
      if (error instanceof DamagedRecord)
        throw new StoreError(explainDamage(error.message, file), { cause: error });
      if (!isSqliteError(error)) throw error;
      throw new StoreError(explainSqliteError(error, file), {
        cause: error,
        isPassing: isPassingError(error),
      });
    }
  };
  return {
    // Encoded before the group is committed: what cannot be serialized fails on its own, and the others do not wait for it.
    write: (changes) => guard(() => commits.add(changes.map(encodeChange))),
    getTask: (api, account, id) => guard(() => tasks.get({ api, account, id })),
    findTasks: (id) => guard(() => tasks.find(id)),
    listTasks: (query) => guard(() => listTasks(query)),
    getAccount: (key) => guard(() => accounts.get(key)),
    listAccounts: (keys) => guard(() => accounts.all().filter(({ key }) => keys?.includes(key) ?? true)),
    getDefaults: () => guard(() => defaults.get()),
    getDelivery: (id) => guard(() => deliveries.get(id)),
    listDeliveries: (query) => guard(() => deliveries.list(query)),
    listUnfinished: (keys) =>
      guard(() => ({
        tasks: tasks.unfinished().filter(({ account }) => keys?.includes(account) ?? true),
        deliveries: deliveries.unfinished().filter(({ account }) => keys?.includes(account) ?? true),
      })),
    lastSequence: () => guard(() => Math.max(tasks.lastSequence(), deliveries.lastSequence())),
    lastCreations: (keys) =>
      guard(() => {
        const times = tasks.lastCreations();
        return keys ? new Map([...times].filter(([account]) => keys.includes(account))) : times;
      }),
    dump: (account) =>
      guard(() => ({
        accounts: accounts.all(account),
        tasks: tasks.all(account),
        deliveries: deliveries.list(account === undefined ? {} : { account }),
      })),
    probe: () => guard(() => commits.add("probe")),
    close: async () => {
      if (!database.isOpen) return;
      commits.flush();
      // Copies the log into the file, and removes it.
      database.close();
    },
  };
};

/** The file is ours, but its tables may not be. */
const prepare = (database: DatabaseSync, file: string): SqliteTables => {
  try {
    return sqliteTables(database);
  } catch (error) {
    database.close();
    if (!isSqliteError(error)) throw error;
    throw new MockError(explainDamage(error.message, file), { cause: error });
  }
};
