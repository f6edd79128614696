import { Client, type ClientConfig, Pool, type PoolClient, type QueryConfig } from "pg";
import { MockError } from "@task-contracts/mock/mock-error";
import { toStoreError } from "./postgres-error.ts";
import { migrate } from "./postgres-schema.ts";

/** How many connections an instance reads with at most. It writes with one more, and listens with another. */
const MOST_CONNECTIONS = 10;

/** The name of a statement makes PostgreSQL plan it once for each connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** A connection, or any connection of a pool. */
export interface Queryable {
  readonly query: (statement: Statement | string, values?: readonly unknown[]) => Promise<readonly Row[]>;
}

/** A PostgreSQL database whose tables are ours. */
export interface PostgresDatabase extends Queryable {
  /** Without user and password. */
  readonly place: string;
  readonly schema: string;
  /** Does all of the work in one transaction, or nothing. `begin` is what it starts with: more than BEGIN, in the same round trip. */
  readonly transaction: <T>(work: (client: Queryable) => Promise<T>, begin?: string) => Promise<T>;
  /** A connection that belongs to the caller, who ends it. */
  readonly connect: () => Promise<Client>;
  readonly isOpen: () => boolean;
  readonly close: () => Promise<void>;
}

/**
 * Connects to a database, and creates or migrates its tables.
 *
 * @throws {MockError} If the URL is not one, if there is no connection, or if the tables are those of a newer version.
 * @example
 * const database = await openPostgres("postgres://user:password@localhost/mocks?schema=team_a");
 */
export const openPostgres = async (url: string): Promise<PostgresDatabase> => {
  const { config, place, schema } = parseUrl(url);
  const pool = new Pool({ ...config, max: MOST_CONNECTIONS });
  // A connection that breaks is replaced by the next query; the one under way is rejected. In between, no one else is to know.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => void client.on("error", () => undefined));
  let isOpen = true;
  const database: PostgresDatabase = {
    place,
    schema,
    query: async (statement, values) => {
      const { rows } = await pool.query<Row>(toQuery(statement, values));
      return rows;
    },
    transaction: async (work, begin = "BEGIN") => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(begin);
        const result = await work(queryable(client));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        // If not even this is possible, the connection is gone, and its transaction with it.
        await client.query("ROLLBACK").catch((failure: Error) => (broken = failure));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    connect: async () => {
      const client = new Client(config);
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
    isOpen: () => isOpen,
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await pool.end();
    },
  };
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    if (error instanceof MockError) throw error;
    throw new MockError(toStoreError(error, place).message, { cause: error });
  }
};

const queryable = (client: PoolClient): Queryable => ({
  query: async (statement, values) => {
    const { rows } = await client.query<Row>(toQuery(statement, values));
    return rows;
  },
});

const toQuery = (statement: Statement | string, values: readonly unknown[] = []): QueryConfig => ({
  ...(typeof statement === "string" ? { text: statement } : statement),
  values: [...values],
});

interface Parsed {
  readonly config: ClientConfig;
  readonly place: string;
  readonly schema: string;
}

const parseUrl = (text: string): Parsed => {
  const url = URL.parse(text);
  if (!url?.hostname || url.pathname.length < 2) {
    throw new MockError(
      'The URL of the store names no database. Write it like "postgres://user:password@localhost:5432/mocks".',
    );
  }
  const schema = url.searchParams.get("schema") ?? "task_mock";
  if (!/^[a-z_][a-z\d_]{0,62}$/.test(schema)) {
    throw new MockError(
      `schema is "${schema}" in the URL of the store, but must be a name in lower case, such as team_a.`,
    );
  }
  url.searchParams.delete("schema");
  return {
    schema,
    place: `${url.protocol}//${url.host}${url.pathname}${schema === "task_mock" ? "" : `?schema=${schema}`}`,
    config: {
      connectionString: url.href,
      // An instance that is stopped in the middle of a transaction must not keep others from its accounts.
      options: `-c search_path=${schema} -c idle_in_transaction_session_timeout=5000`,
      application_name: "task-mock",
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    },
  };
};
