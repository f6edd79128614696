import type {
  AccountDefaults,
  AccountRecord,
  DeliveryRecord,
  TaskRecord,
} from "@task-contracts/mock/engine/model";
import type { DeliveryQuery, Store, StoreDump } from "@task-contracts/mock/engine/store/store";
import { StoreError } from "@task-contracts/mock/engine/store/store-error";
import { batchWrites } from "./batch-writes.ts";
import type { PostgresDatabase, Queryable } from "./postgres-database.ts";
import { isPostgresError, toStoreError, UnknownOutcome } from "./postgres-error.ts";
import { parseRecords } from "./postgres-records.ts";
import { listTasks } from "./postgres-task-pages.ts";
import { fromColumn, toColumn } from "./postgres-text.ts";
import { type EncodedChange, encodeChange } from "./encode-change.ts";
import { accountOf, makeChanges } from "./postgres-writes.ts";

/** Who writes. */
export interface PostgresWriter {
  /** The instance, which may write accounts that it has a lease of. Absent: one that has the database for itself. */
  readonly instance?: string;
  /** Called if the instance has no lease of an account that it writes. */
  readonly onLost?: () => void;
  /** Called if changes of these accounts may have been stored, or not. Without accounts: of all. */
  readonly onUnknown?: (keys?: readonly string[]) => void;
}

/**
 * A store in PostgreSQL. What it has acknowledged is as durable as the database makes it. A change can be read as soon as it is
 * acknowledged, by every instance.
 *
 * @example
 * const store = createPostgresStore(await openPostgres("postgres://localhost/mocks"));
 * await store.write([{ put: "task", record: task }]);
 * await store.close();
 */
export const createPostgresStore = (
  database: PostgresDatabase,
  { instance: owner, onLost, onUnknown }: PostgresWriter = {},
): Store => {
  const { place } = database;
  const write = batchWrites<readonly EncodedChange[]>({
    commit: async (writes) => {
      const changes = writes.flat();
      try {
        await database.transaction(async (client) => {
          if (owner !== undefined) await checkLeases(client, changes, { owner, onLost });
          await makeChanges(client, changes, owner);
        });
      } catch (error) {
        if (error instanceof UnknownOutcome) onUnknown?.(accountsOf(changes));
        throw error;
      }
    },
    // What PostgreSQL refuses is one of the writes. Without a connection, all of them fail.
    failsAll: (error) => !isPostgresError(error) && !(error instanceof StoreError),
  });

  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!database.isOpen()) throw new StoreError(`The store ${place} is closed. Open it again to use it.`);
    try {
      return await work();
    } catch (error) {
      throw toStoreError(error, place);
    }
  };
  const read = <T>(name: string, text: string, values: readonly unknown[] = []): Promise<T[]> =>
    guard(async () => parseRecords<T>(await database.query({ name, text }, values)));

  return {
    write: (changes) => guard(async () => write(changes.map(encodeChange))),
    getTask: async (...key) => (await read<TaskRecord>("get-task", getTask, key.map(toColumn)))[0],
    findTasks: (id) => read("find-tasks", findTasks, [toColumn(id)]),
    listTasks: (query) => guard(() => listTasks(database, query)),
    getAccount: async (key) => (await read<AccountRecord>("get-account", getAccount, [toColumn(key)]))[0],
    listAccounts: (keys) => read("list-accounts", listAccounts, [toColumns(keys)]),
    getDefaults: async () => (await read<AccountDefaults>("get-defaults", "SELECT record FROM defaults"))[0],
    getDelivery: async (id) => (await read<DeliveryRecord>("get-delivery", getDelivery, [toColumn(id)]))[0],
    listDeliveries: (query) => guard(async () => listDeliveries(database, query)),
    listUnfinished: async (keys) => ({
      tasks: await read("unfinished-tasks", unfinishedTasks, [toColumns(keys)]),
      deliveries: await read("unfinished-deliveries", unfinishedDeliveries, [toColumns(keys)]),
    }),
    lastSequence: () => guard(async () => numberOf(await database.query(lastSequence))),
    lastCreations: (keys) => guard(() => lastCreations(database, keys)),
    dump: (account) => guard(() => dump(database, account)),
    probe: () =>
      guard(() =>
        // As every write does: a database that only reads refuses it.
        database.transaction(async (client) => {
          await client.query("UPDATE format SET version = version");
        }),
      ),
    close: database.close,
  };
};

/** The accounts that changes concern. Undefined for all of them. */
const accountsOf = (changes: readonly EncodedChange[]): readonly string[] | undefined => {
  const isOfAll = changes.some(({ change }) => "delete" in change && accountOf(change) === undefined);
  return isOfAll ? undefined : [...new Set(changes.flatMap(({ change }) => accountOf(change) ?? []))];
};

/**
 * An instance that was cut off, and whose accounts went to another one, must not write to them any more. The rows stay locked
 * until the end of the transaction, so that none of them can go while it is written.
 */
const checkLeases = async (
  client: Queryable,
  changes: readonly EncodedChange[],
  { onLost, owner }: { readonly owner: string; readonly onLost: PostgresWriter["onLost"] | undefined },
): Promise<void> => {
  const accounts = new Set(changes.flatMap(({ change }) => accountOf(change) ?? []).map(toColumn));
  if (accounts.size === 0) return;
  const held = await client.query(
    {
      name: "check-leases",
      text: "SELECT FROM leases WHERE account = ANY ($1) AND instance = $2 ORDER BY account FOR SHARE",
    },
    [[...accounts], owner],
  );
  if (held.length === accounts.size) return;
  onLost?.();
  throw new StoreError(
    "Nothing was stored: another instance has taken over an account, as this one was not heard of for too long. Retry the request.",
  );
};

const toColumns = (keys?: readonly string[]): readonly string[] | null => keys?.map(toColumn) ?? null;

const numberOf = ([row]: readonly { readonly [name: string]: unknown }[]): number =>
  Number(row?.["number"] ?? 0);

const getTask = "SELECT record FROM tasks WHERE api = $1 AND account = $2 AND id = $3";
const findTasks = "SELECT record FROM tasks WHERE id = $1 ORDER BY sequence";
const getAccount = "SELECT record FROM accounts WHERE key = $1";
const getDelivery = "SELECT record FROM deliveries WHERE id = $1";
const lastSequence =
  "SELECT greatest((SELECT max(sequence) FROM tasks), (SELECT max(sequence) FROM deliveries), 0) AS number";

/** Of some accounts, or of all. */
const listAccounts =
  "SELECT record FROM accounts WHERE $1::text[] IS NULL OR key = ANY ($1) ORDER BY position";
const unfinishedTasks = `
  SELECT record FROM tasks WHERE due_at IS NOT NULL AND ($1::text[] IS NULL OR account = ANY ($1)) ORDER BY sequence`;
const unfinishedDeliveries = `
  SELECT record FROM deliveries WHERE next_attempt_at IS NOT NULL AND ($1::text[] IS NULL OR account = ANY ($1))
  ORDER BY sequence`;

/** One lookup at the end of each list: grouping would read all tasks. */
const lastCreations = async (
  database: Queryable,
  keys?: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const rows = await database.query(
    {
      name: "last-creations",
      text: `
        SELECT lists.account, max(last.created_at) AS time
        FROM (SELECT DISTINCT account, api FROM cells WHERE $1::text[] IS NULL OR account = ANY ($1)) AS lists,
          LATERAL (SELECT created_at FROM tasks WHERE tasks.account = lists.account AND tasks.api = lists.api
            ORDER BY sequence DESC LIMIT 1) AS last
        GROUP BY lists.account`,
    },
    [toColumns(keys)],
  );
  return new Map(rows.map(({ account, time }) => [fromColumn(String(account)), Number(time)]));
};

const listDeliveries = async (
  database: Queryable,
  { account, taskId, limit }: DeliveryQuery,
): Promise<DeliveryRecord[]> => {
  const conditions = [
    ...(account === undefined ? [] : [["account", account] as const]),
    ...(taskId === undefined ? [] : [["task", taskId] as const]),
  ];
  const where = conditions.map(([column], index) => `${column} = $${index + 2}`).join(" AND ") || "true";
  const rows = await database.query(
    {
      name: `deliveries-by-${conditions.map(([column]) => column).join("-")}`,
      text: `SELECT record FROM (
        SELECT sequence, record FROM deliveries WHERE ${where} ORDER BY sequence DESC LIMIT $1
      ) AS newest ORDER BY sequence`,
    },
    [limit ?? null, ...conditions.map(([, value]) => toColumn(value))],
  );
  return parseRecords(rows);
};

/** All of it as it is at one moment. */
const dump = (database: PostgresDatabase, account?: string): Promise<StoreDump> => {
  const values = account === undefined ? [] : [toColumn(account)];
  const where = (column: string): string => (account === undefined ? "" : ` WHERE ${column} = $1`);
  return database.transaction(
    async (client) => ({
      accounts: parseRecords<AccountRecord>(
        await client.query(`SELECT record FROM accounts${where("key")} ORDER BY position`, values),
      ),
      tasks: parseRecords<TaskRecord>(
        await client.query(`SELECT record FROM tasks${where("account")} ORDER BY sequence`, values),
      ),
      deliveries: parseRecords<DeliveryRecord>(
        await client.query(`SELECT record FROM deliveries${where("account")} ORDER BY sequence`, values),
      ),
    }),
    { begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", isLong: true },
  );
};
