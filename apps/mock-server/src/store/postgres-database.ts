import { Client, type ClientConfig, Pool, type PoolClient, type QueryConfig } from "pg";
import { MockError } from "@task-contracts/mock/mock-error";
import { toStoreError, UnknownOutcome } from "./postgres-error.ts";
import { migrate } from "./postgres-schema.ts";

/**
 * How many connections an instance has at most, by what they are for, so that reads keep neither writes nor the signs of life
 * waiting. It listens with another one.
 */
const MOST = { reads: 6, writes: 3, leases: 2 };

/** How long a statement of a write may take, in milliseconds. A connection that hangs is replaced then. */
const WRITE_TIMEOUT = 30_000;

/** How long an instance may be silent before its accounts go to others, unless the caller says so, in milliseconds. */
export const usualLease = 5000;

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

interface TransactionOptions {
  /** What it starts with: more than BEGIN, in the same round trip. */
  readonly begin?: string;
  /** Takes one of the connections for reads, and as long as it takes. */
  readonly isLong?: boolean;
}

/** A PostgreSQL database whose tables are ours. */
export interface PostgresDatabase extends Queryable {
  /** Without user and password. */
  readonly place: string;
  readonly schema: string;
  /** For signs of life and leases: statements that do not wait for others, and fail if they take longer than a lease. */
  readonly leases: Queryable;
  /**
   * Does all of the work in one transaction, or nothing.
   *
   * @throws {UnknownOutcome} If the connection was lost during the commit.
   */
  readonly transaction: <T>(
    work: (client: Queryable) => Promise<T>,
    options?: TransactionOptions,
  ) => Promise<T>;
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
export const openPostgres = async (url: string, leaseMs = usualLease): Promise<PostgresDatabase> => {
  const { config, place, schema } = parseUrl(url);
  // Not among the options of the connection: a URL with options, and a pooler, would leave them out. An instance that is
  // stopped in the middle of a transaction must not keep others from its accounts.
  const setUp = `SET search_path = ${schema}; SET idle_in_transaction_session_timeout = ${Math.max(500, Math.round(leaseMs / 2))}`;
  const open = (max: number, timeout?: number): Pool => {
    const pool = new Pool({
      ...config,
      max,
      ...(timeout !== undefined && { query_timeout: timeout }),
      onConnect: (client) => client.query(setUp),
    });
    // A connection that breaks is replaced by the next query; the one under way is rejected. In between, no one else is to know.
    pool.on("error", () => undefined);
    pool.on("connect", (client) => void client.on("error", () => undefined));
    return pool;
  };
  const reads = open(MOST.reads);
  const writes = open(MOST.writes, WRITE_TIMEOUT);
  const leases = open(MOST.leases, Math.max(1000, leaseMs));
  let isOpen = true;
  const database: PostgresDatabase = {
    place,
    schema,
    query: queryable(reads).query,
    leases: queryable(leases),
    transaction: async (work, { begin = "BEGIN", isLong = false } = {}) => {
      const client = await (isLong ? reads : writes).connect();
      let broken: Error | undefined;
      let isCommitting = false;
      try {
        await client.query(begin);
        const result = await work(queryable(client));
        isCommitting = true;
        await client.query("COMMIT");
        return result;
      } catch (error) {
        broken = await rollBack(client, error);
        throw isCommitting && broken ? new UnknownOutcome(error) : error;
      } finally {
        client.release(broken);
      }
    },
    connect: async () => {
      const client = new Client(config);
      client.on("error", () => undefined);
      await client.connect();
      await client.query(setUp);
      return client;
    },
    isOpen: () => isOpen,
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await Promise.all([reads, writes, leases].map((pool) => pool.end()));
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

/** What broke the connection, if it is gone, and its transaction with it. */
const rollBack = async (client: PoolClient, error: unknown): Promise<Error | undefined> => {
  // One that hangs does not roll back either.
  if (error instanceof Error && error.message === "Query read timeout") return error;
  return client.query("ROLLBACK").then(
    () => undefined,
    (failure: Error) => failure,
  );
};

const queryable = (client: Pool | PoolClient): Queryable => ({
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
  if (!url?.hostname || url.pathname.length < 2 || url.pathname.includes("@")) {
    throw new MockError(
      'The URL of the store names no database. Write it like "postgres://user:password@localhost:5432/mocks", with %2F for a slash in the password.',
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
      application_name: "task-mock",
      connectionTimeoutMillis: 5000,
      keepAlive: true,
    },
  };
};
