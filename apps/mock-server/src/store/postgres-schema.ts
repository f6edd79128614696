import { MockError } from "@task-contracts/mock/mock-error";
import type { PostgresDatabase, Queryable } from "./postgres-database.ts";

/**
 * The migrations, each to the format of its position, counted from 1. Append to them; what is here may have run anywhere, and
 * stays as it is.
 *
 * Records are JSON as text: what a client sent comes back to the byte, which `jsonb` would not give. The columns next to it are
 * for lookups. As in SQLite, the tasks of a list with the same facets are a cell, which has a size, so that no page has to
 * count. Texts are compared by their bytes: faster, and the same on every machine.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE defaults (
    position int PRIMARY KEY CHECK (position = 1),
    record text NOT NULL
  );

  CREATE TABLE accounts (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text COLLATE "C" NOT NULL UNIQUE,
    record text NOT NULL
  );

  CREATE TABLE cells (
    cell bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account text COLLATE "C" NOT NULL,
    api text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    review text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    UNIQUE (account, api, type, status, review)
  );
  -- Sizes change with every task: with room on their pages, no index has to follow.
  ALTER TABLE cells SET (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

  CREATE TABLE tasks (
    sequence bigint PRIMARY KEY,
    account text COLLATE "C" NOT NULL,
    api text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    cell bigint NOT NULL,
    created_at float8 NOT NULL,
    due_at float8,
    record text NOT NULL,
    UNIQUE (id, account, api)
  );
  CREATE INDEX tasks_by_list ON tasks (account, api, sequence);
  CREATE INDEX tasks_by_time ON tasks (account, api, created_at, sequence);
  CREATE INDEX tasks_by_cell ON tasks (cell, sequence);
  CREATE INDEX tasks_due ON tasks (account) WHERE due_at IS NOT NULL;

  CREATE TABLE deliveries (
    sequence bigint PRIMARY KEY,
    id text COLLATE "C" NOT NULL UNIQUE,
    account text COLLATE "C" NOT NULL,
    task text COLLATE "C" NOT NULL,
    next_attempt_at float8,
    record text NOT NULL
  );
  CREATE INDEX deliveries_by_account ON deliveries (account, sequence);
  CREATE INDEX deliveries_by_task ON deliveries (task, sequence);
  CREATE INDEX deliveries_due ON deliveries (account) WHERE next_attempt_at IS NOT NULL;
  `,
  `
  -- The instances that share this database, and until when each of them is taken to be alive.
  CREATE TABLE instances (
    id text PRIMARY KEY,
    url text NOT NULL,
    version text NOT NULL,
    alive_until timestamptz NOT NULL
  );

  -- Which instance an account belongs to. The account itself need not exist: an instance has the lease before it creates it.
  CREATE TABLE leases (
    account text COLLATE "C" PRIMARY KEY,
    instance text,
    -- The latest time that a clock of the account has shown, if its instance gave it up.
    shown double precision NOT NULL DEFAULT 0
  );
  CREATE INDEX leases_by_instance ON leases (instance);

  -- Sequences are handed out in blocks, so that those of an account ascend whichever instance has it.
  CREATE SEQUENCE blocks;

  -- One row: what the instances know that no one else may.
  CREATE TABLE secrets (
    position int PRIMARY KEY CHECK (position = 1),
    instances text NOT NULL,
    token text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );

  -- The faults of an account, or with the empty text those of all.
  CREATE TABLE faults (
    account text COLLATE "C" PRIMARY KEY,
    state text NOT NULL
  );
  CREATE SEQUENCE fault_numbers;

  CREATE TABLE snapshots (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    accounts int NOT NULL,
    tasks int NOT NULL,
    deliveries int NOT NULL,
    bytes bigint NOT NULL,
    -- Of accounts, as JSON.
    keys text NOT NULL,
    dump text NOT NULL
  );
  `,
];

/** The format that this version reads and writes. */
export const postgresFormat = migrations.length;

/**
 * Creates the tables, or migrates those of an older version. Instances that start together wait for each other.
 *
 * @throws {MockError} If the tables are those of a newer version, or of another application.
 */
export const migrate = (database: PostgresDatabase): Promise<void> =>
  database.transaction(
    async (client) => {
      const { schema } = database;
      await client.query("SELECT pg_advisory_xact_lock(x'7461736b'::int, hashtext($1))", [schema]);
      const format = await readFormat(client, database);
      if (format > postgresFormat) {
        throw new MockError(
          `The store ${database.place} has format ${format}, and this version reads formats up to ${postgresFormat}. Use the version that made it, or name another schema: ?schema=NAME.`,
        );
      }
      if (format === postgresFormat) return;
      for (const migration of migrations.slice(format)) await client.query(migration);
      await client.query("UPDATE format SET version = $1", [postgresFormat]);
    },
    { isLong: true },
  );

/** 0 for a schema without tables. */
const readFormat = async (client: Queryable, { place, schema }: PostgresDatabase): Promise<number> => {
  const [found] = await client.query(
    `SELECT to_regnamespace($1) IS NOT NULL AS "hasSchema", to_regclass($1 || '.format') IS NOT NULL AS "isOurs",
      EXISTS (SELECT FROM pg_tables WHERE schemaname = $1) AS "hasTables"`,
    [schema],
  );
  if (found?.["isOurs"]) {
    const [row] = await client.query("SELECT version FROM format");
    return Number(row?.["version"]);
  }
  if (found?.["hasTables"]) {
    throw new MockError(
      `The schema of the store ${place} has the tables of another application. It was left as it is; name another one: ?schema=NAME.`,
    );
  }
  if (!found?.["hasSchema"]) await client.query(`CREATE SCHEMA ${schema}`);
  await client.query("CREATE TABLE format (version int NOT NULL); INSERT INTO format VALUES (0)");
  return 0;
};
