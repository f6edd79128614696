import type { DatabaseSync } from "node:sqlite";
import { MockError } from "@task-contracts/mock/mock-error";

/** Marks a file as ours: "task" in ASCII. SQLite reserves a field in the file's header for this purpose. */
const applicationId = 0x7461736b;

/** To be increased with every change of the tables, together with a step in `upgrades`. */
const schemaVersion = 2;

/** The defaults of new accounts: at most one row. */
const defaultsTable = `
  CREATE TABLE defaults (
    position INTEGER PRIMARY KEY CHECK (position = 1),
    record TEXT NOT NULL
  ) STRICT;
`;

/** The migrations to the next format, by format. */
const upgrades: Readonly<Record<number, string>> = { 1: defaultsTable };

/**
 * Records are JSON; the columns next to it are for lookups. As in memory, the tasks of one account and API
 * are a list, and those of a list with the same facets are a cell, which has a size: one index serves all
 * combinations of filters. An index without a sequence column is sorted by it, as it is the key of the table.
 */
const schema = `
  ${defaultsTable}
  CREATE TABLE accounts (
    position INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL
  ) STRICT;

  CREATE TABLE lists (
    list INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    api TEXT NOT NULL,
    UNIQUE (account, api)
  ) STRICT;

  CREATE TABLE cells (
    cell INTEGER PRIMARY KEY,
    list INTEGER NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    review TEXT NOT NULL,
    size INTEGER NOT NULL,
    UNIQUE (list, type, status, review)
  ) STRICT;

  CREATE TABLE tasks (
    sequence INTEGER PRIMARY KEY,
    list INTEGER NOT NULL,
    cell INTEGER NOT NULL,
    id TEXT NOT NULL,
    created_at REAL NOT NULL,
    due_at REAL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX tasks_by_id ON tasks (id, list);
  CREATE INDEX tasks_by_list ON tasks (list);
  CREATE INDEX tasks_by_cell ON tasks (cell);
  CREATE INDEX tasks_due ON tasks (due_at) WHERE due_at IS NOT NULL;

  CREATE TABLE deliveries (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    task TEXT NOT NULL,
    next_attempt_at REAL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX deliveries_by_account ON deliveries (account);
  CREATE INDEX deliveries_by_task ON deliveries (task);
  CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
`;

/**
 * The format of the tables in a database: 0 if it is new and has none yet. If it is not new, it must have been created here,
 * by a version that is not newer: a foreign file is left as it is.
 *
 * @example
 * if (readFormat(database, "/data/tasks.db") === 0) createSchema(database);
 */
export const readFormat = (database: DatabaseSync, file: string): number => {
  const { application, version, tables } = headerOf(database);
  if (application === applicationId) {
    if (version >= 1 && version <= schemaVersion) return version;
    throw new MockError(
      `The store ${file} has format ${version}, and this version reads formats up to ${schemaVersion}. Use the version that made it, or name another file.`,
    );
  }
  if (application === 0 && version === 0 && tables === 0) return 0;
  throw new MockError(
    `${file} is the SQLite database of another application. It was left as it is; name another file.`,
  );
};

/**
 * Creates the tables. To be called within a transaction, so that no file has only half of them.
 *
 * @example
 * createSchema(database);
 */
export const createSchema = (database: DatabaseSync): void => {
  database.exec(schema);
  database.exec(`PRAGMA application_id = ${applicationId}; ${writeFormat}`);
};

/**
 * Migrates the tables of an older format to the current one. To be called within a transaction, as above.
 *
 * @example
 * upgradeSchema(database, 1);
 */
export const upgradeSchema = (database: DatabaseSync, from: number): void => {
  if (from === schemaVersion) return;
  for (let format = from; format < schemaVersion; format++) database.exec(upgrades[format] ?? "");
  database.exec(writeFormat);
};

/** Writes to the header of the file, even if nothing changes. */
export const writeFormat = `PRAGMA user_version = ${schemaVersion}`;

const headerOf = (database: DatabaseSync): { application: number; version: number; tables: number } => {
  const row = database
    .prepare(
      `SELECT application_id AS application, user_version AS version,
        (SELECT count(*) FROM sqlite_schema) AS tables
      FROM pragma_application_id, pragma_user_version`,
    )
    .get();
  return {
    application: Number(row?.["application"]),
    version: Number(row?.["version"]),
    tables: Number(row?.["tables"]),
  };
};
