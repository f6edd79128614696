import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { MockError } from "@task-contracts/mock/mock-error";
import { explainDamage, explainSqliteError, isSqliteError } from "./sqlite-error.ts";
import { createSchema, readFormat, upgradeSchema } from "./sqlite-schema.ts";

/**
 * Opens a store file, or creates it. The file is locked until the database is closed or the process ends, however it
 * ends.
 *
 * @example
 * const database = await openSqliteFile("/data/tasks.db");
 */
export const openSqliteFile = async (file: string): Promise<DatabaseSync> => {
  // SQLite is loaded only if a file is used.
  const { DatabaseSync: Database } = await import("node:sqlite");
  let database: DatabaseSync | undefined;
  try {
    database = new Database(file);
    setUp(database, file);
    return database;
  } catch (error) {
    database?.close();
    if (!isSqliteError(error)) throw error;
    throw new MockError(explainSqliteError(error, file), { cause: error });
  }
};

const setUp = (database: DatabaseSync, file: string): void => {
  // Two servers on one file would each miss what the other writes, and deliver its callbacks again. The lock taken here
  // is kept; the operating system frees it when the process ends.
  database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  const format = readFormat(database, file);
  if (format === 0) createSchema(database);
  else {
    if (statSync(file).size <= checkedSize) checkDatabase(database, file);
    upgradeSchema(database, format);
  }
  database.exec(`COMMIT; ${settings}`);
};

/** In bytes. Checking more would delay the start; damage in a larger file is found when it is read. */
const checkedSize = 64 * 1024 * 1024;

/** A damaged database is rejected. */
const checkDatabase = (database: DatabaseSync, file: string): void => {
  const result = String(database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"]);
  // The report starts with "*** in database main ***".
  if (result !== "ok") throw new MockError(explainDamage(result.split("\n").at(-1) ?? "", file));
};

const settings = `
  -- With a write-ahead log a commit is one write at the end of a file.
  PRAGMA journal_mode = WAL;
  -- A commit is handed to the operating system, and does not wait for the disk. What was acknowledged survives the end
  -- of the process, kill -9 included. If the machine itself crashes the last seconds may be lost; the file stays intact.
  -- FULL would close that gap and make every commit wait for the disk: more than the data of a mock server is worth.
  PRAGMA synchronous = NORMAL;
  -- In pages of 4 KiB: the log is copied into the file less often than by default, as ids fall on many pages.
  PRAGMA wal_autocheckpoint = 4000;
  -- In KiB, as it is negative: enough for the indexes of a million tasks.
  PRAGMA cache_size = -65536;
`;
