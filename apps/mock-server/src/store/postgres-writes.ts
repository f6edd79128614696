import type { DeliveryRecord, TaskRecord } from "@task-contracts/mock/engine/model";
import { sequenceTaken } from "@task-contracts/mock/engine/store/store-error";
import type { StoreChange } from "@task-contracts/mock/engine/store/store";
import type { EncodedChange } from "./encode-change.ts";
import type { Queryable } from "./postgres-database.ts";
import { isPostgresError, uniqueViolation } from "./postgres-error.ts";
import { toColumn } from "./postgres-text.ts";

/** The account that a change concerns. Absent for defaults, and for everything. */
export const accountOf = (change: StoreChange): string | undefined => {
  if ("delete" in change) return change.account;
  if (change.put === "account") return change.record.key;
  return change.put === "defaults" ? undefined : change.record.account;
};

/** Records of one kind, to be put by one statement, by what they are found by. */
type Run<T> = Map<string, { readonly record: T; readonly json: string }>;

/**
 * Makes changes in their order. Records of one kind that follow each other are put together: a statement for each would take
 * most of the time.
 *
 * @param owner Deleting everything deletes what this instance has a lease of. Absent: really everything.
 */
export const makeChanges = async (
  client: Queryable,
  changes: readonly EncodedChange[],
  owner?: string,
): Promise<void> => {
  const tasks: Run<TaskRecord> = new Map();
  const deliveries: Run<DeliveryRecord> = new Map();
  const flush = async (): Promise<void> => {
    await putTasks(client, tasks);
    await putDeliveries(client, deliveries);
  };
  /** The newest of the same place replaces the others. With another sequence it has another place: then it has to wait. */
  const put = async <T extends { readonly sequence: number }>(
    run: Run<T>,
    key: string,
    entry: { readonly record: T; readonly json: string },
  ): Promise<void> => {
    const before = run.get(key);
    if (before && before.record.sequence !== entry.record.sequence) await flush();
    run.set(key, entry);
  };
  for (const { change, json } of changes) {
    if ("delete" in change) {
      await flush();
      if (change.delete === "task") await deleteTask(client, change);
      else await deleteAll(client, change.account, owner);
    } else if (change.put === "task") {
      const { account, api, id } = change.record;
      await put(tasks, `${api}\0${account}\0${id}`, { record: change.record, json });
    } else if (change.put === "delivery") {
      await put(deliveries, change.record.id, { record: change.record, json });
    } else if (change.put === "account") {
      await client.query(putAccount, [toColumn(change.record.key), json]);
    } else {
      await client.query(putDefaults, [json]);
    }
  }
  await flush();
};

const putAccount = {
  name: "put-account",
  text: "INSERT INTO accounts (key, record) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET record = excluded.record",
};

const putDefaults = {
  name: "put-defaults",
  text: "INSERT INTO defaults VALUES (1, $1) ON CONFLICT (position) DO UPDATE SET record = excluded.record",
};

/** Counts tasks out of their old cells and into their new ones, and stores them. */
const putTasksStatement = {
  name: "put-tasks",
  text: `
    WITH given AS (
      SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
        $8::float8[], $9::float8[], $10::text[]) WITH ORDINALITY
        AS given (sequence, account, api, id, type, status, review, created_at, due_at, record, position)
    ), moves AS (
      SELECT account, api, type, status, review, 1 AS change FROM given
      UNION ALL
      SELECT cells.account, cells.api, cells.type, cells.status, cells.review, -1
      FROM given JOIN tasks USING (id, account, api) JOIN cells USING (cell)
    ), sizes AS (
      INSERT INTO cells (account, api, type, status, review, size)
      SELECT account, api, type, status, review, sum(change) FROM moves
      GROUP BY account, api, type, status, review ORDER BY account, api, type, status, review
      ON CONFLICT (account, api, type, status, review) DO UPDATE SET size = cells.size + excluded.size
      RETURNING cell, account, api, type, status, review
    )
    INSERT INTO tasks (sequence, account, api, id, cell, created_at, due_at, record)
    SELECT sequence, account, api, id, cell, created_at, due_at, record
    FROM given JOIN sizes USING (account, api, type, status, review) ORDER BY position
    ON CONFLICT (id, account, api) DO UPDATE SET sequence = excluded.sequence, cell = excluded.cell,
      created_at = excluded.created_at, due_at = excluded.due_at, record = excluded.record`,
};

const putTasks = async (client: Queryable, records: Run<TaskRecord>): Promise<void> => {
  if (records.size === 0) return;
  const all = [...records.values()];
  records.clear();
  const of = <T>(read: (task: TaskRecord) => T): T[] => all.map(({ record }) => read(record));
  await named("task", of(itself), () =>
    client.query(putTasksStatement, [
      of(({ sequence }) => sequence),
      of(({ account }) => toColumn(account)),
      of(({ api }) => toColumn(api)),
      of(({ id }) => toColumn(id)),
      of(({ type }) => toColumn(type)),
      of(({ status }) => toColumn(status)),
      of(({ customerReviewStatus = "" }) => toColumn(customerReviewStatus)),
      of(({ createdAt }) => createdAt),
      of(({ dueAt = null }) => dueAt),
      all.map(({ json }) => json),
    ]),
  );
};

const putDeliveriesStatement = {
  name: "put-deliveries",
  text: `
    INSERT INTO deliveries (sequence, id, account, task, next_attempt_at, record)
    SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::float8[], $6::text[])
    ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, account = excluded.account, task = excluded.task,
      next_attempt_at = excluded.next_attempt_at, record = excluded.record`,
};

const putDeliveries = async (client: Queryable, records: Run<DeliveryRecord>): Promise<void> => {
  if (records.size === 0) return;
  const all = [...records.values()];
  records.clear();
  const of = <T>(read: (delivery: DeliveryRecord) => T): T[] => all.map(({ record }) => read(record));
  await named("delivery", of(itself), () =>
    client.query(putDeliveriesStatement, [
      of(({ sequence }) => sequence),
      of(({ id }) => toColumn(id)),
      of(({ account }) => toColumn(account)),
      of(({ taskId }) => toColumn(taskId)),
      of(({ nextAttemptAt = null }) => nextAttemptAt),
      all.map(({ json }) => json),
    ]),
  );
};

const itself = <T>(record: T): T => record;

/** Names the record whose sequence is taken. */
const named = async (
  kind: "task" | "delivery",
  records: readonly { readonly id: string; readonly sequence: number }[],
  put: () => Promise<unknown>,
): Promise<void> => {
  try {
    await put();
  } catch (error) {
    if (!isPostgresError(error, uniqueViolation)) throw error;
    const [, sequence] = /\(sequence\)=\((\d+)\)/.exec(error.detail ?? "") ?? [];
    const refused = records.findLast((record) => record.sequence === Number(sequence));
    throw refused ? sequenceTaken(kind, refused) : error;
  }
};

const deleteTask = async (
  client: Queryable,
  { account, api, id }: { readonly account: string; readonly api: string; readonly id: string },
): Promise<void> => {
  await client.query(
    {
      name: "delete-task",
      text: `
        WITH gone AS (DELETE FROM tasks WHERE account = $1 AND api = $2 AND id = $3 RETURNING cell)
        UPDATE cells SET size = size - 1 FROM gone WHERE cells.cell = gone.cell`,
    },
    [account, api, id].map(toColumn),
  );
};

/** Tables, and their columns with the account. */
const ofAccounts = { tasks: "account", cells: "account", deliveries: "account", accounts: "key" };

const deleteAll = async (
  client: Queryable,
  account: string | undefined,
  owner: string | undefined,
): Promise<void> => {
  if (account === undefined) await client.query("DELETE FROM defaults");
  const keys = account === undefined ? await ownKeys(client, owner) : [toColumn(account)];
  for (const [table, column] of Object.entries(ofAccounts)) {
    const condition = keys ? ` WHERE ${column} = ANY ($1)` : "";
    await client.query(`DELETE FROM ${table}${condition}`, keys ? [keys] : []);
  }
};

/** What an instance has leases of, which none of them can lose before the transaction ends. Undefined: really everything. */
const ownKeys = async (
  client: Queryable,
  owner: string | undefined,
): Promise<readonly string[] | undefined> => {
  if (owner === undefined) return undefined;
  const rows = await client.query(
    "SELECT account FROM leases WHERE instance = $1 ORDER BY account FOR SHARE",
    [owner],
  );
  return rows.map(({ account }) => String(account));
};
