import type { DatabaseSync } from "node:sqlite";
import { MockServerError } from "../mock-server-error.ts";

/** Marks a file as ours: "task" in ASCII. SQLite keeps it in the file's header for this purpose. */
const applicationId = 0x7461736b;

/** To be raised with every change of the tables, together with steps that bring older files up to it. */
const schemaVersion = 1;

/**
 * Records are JSON; the columns beside it are what they are found by. As in memory, the tasks of one account and API
 * are a list, and those of a list with the same facets are a cell, which knows its size: one index serves all
 * combinations of filters. An index without a sequence of its own is sorted by it, as it is the key of the table.
 */
const schema = `
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
 * Whether a database is new and has no tables yet. If it is not, it must have been made here, by a version that is not
 * newer: a foreign file is left as it is.
 *
 * @example
 * if (isEmptyDatabase(database, "/data/tasks.db")) createSchema(database);
 */
export const isEmptyDatabase = (database: DatabaseSync, file: string): boolean => {
  const { application, version, tables } = headerOf(database);
  if (application === applicationId) {
    if (version === schemaVersion) return false;
    throw new MockServerError(
      `The store ${file} has format ${version}, and this version reads format ${schemaVersion}. Use the version that made it, or name another file.`,
    );
  }
  if (application === 0 && version === 0 && tables === 0) return true;
  throw new MockServerError(
    `${file} is the SQLite database of another program. It was left as it is; name another file.`,
  );
};

/**
 * Makes the tables. To be called within a transaction, so that there is no file with half of them.
 *
 * @example
 * createSchema(database);
 */
export const createSchema = (database: DatabaseSync): void => {
  database.exec(schema);
  database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`);
};

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
