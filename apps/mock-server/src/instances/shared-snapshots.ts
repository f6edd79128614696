import {
  describeDump,
  type Snapshot,
  snapshotId,
  type SnapshotShelf,
} from "@task-contracts/mock/engine/sharing";
import type { StoreDump } from "@task-contracts/mock/engine/store/store";
import type { PostgresDatabase, Row } from "../store/postgres-database.ts";

/**
 * Keeps snapshots in the database.
 *
 * @example
 * const { snapshotId } = await sharedSnapshots(database).add(await store.dump(), bytes);
 */
export const sharedSnapshots = (database: PostgresDatabase): SnapshotShelf => {
  return {
    find: async (id) => {
      const [row] = await database.query("SELECT dump FROM snapshots WHERE number = $1", [numberOf(id)]);
      return row && (JSON.parse(String(row["dump"])) as StoreDump);
    },
    measure: async () => {
      const [row] = await database.query(
        "SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM snapshots",
      );
      return { count: Number(row?.["count"]), bytes: Number(row?.["bytes"]) };
    },
    add: async (dump, bytes) => {
      const { accounts, deliveries, tasks } = dump;
      const [row] = await database.query(
        `INSERT INTO snapshots (accounts, tasks, deliveries, bytes, keys, dump) VALUES ($1, $2, $3, $4, $5, $6) RETURNING number`,
        [
          accounts.length,
          tasks.length,
          deliveries.length,
          bytes,
          JSON.stringify(accounts.map(({ key }) => key)),
          JSON.stringify(dump),
        ],
      );
      return describeDump(snapshotId(Number(row?.["number"])), dump);
    },
    list: async () => {
      const rows = await database.query(
        "SELECT number, accounts, tasks, deliveries FROM snapshots ORDER BY number",
      );
      return rows.map(toSnapshot);
    },
    delete: async (id) => {
      const rows = await database.query("DELETE FROM snapshots WHERE number = $1 RETURNING number", [
        numberOf(id),
      ]);
      return rows.length > 0;
    },
    accountsOf: async (id) => {
      const [row] = await database.query("SELECT keys FROM snapshots WHERE number = $1", [numberOf(id)]);
      return row ? (JSON.parse(String(row["keys"])) as readonly string[]) : [];
    },
  };
};

const toSnapshot = ({ number, accounts, tasks, deliveries }: Row): Snapshot => ({
  snapshotId: snapshotId(Number(number)),
  accounts: Number(accounts),
  tasks: Number(tasks),
  deliveries: Number(deliveries),
});

/** No snapshot has the number 0. */
const numberOf = (id: string): number => {
  const [, digits = "0"] = /^s_(\d{12})$/.exec(id) ?? [];
  return Number(digits);
};
