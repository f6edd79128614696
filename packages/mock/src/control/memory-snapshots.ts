import { describeDump, snapshotId, type SnapshotShelf } from "../engine/sharing.ts";
import type { StoreDump } from "../engine/store/store.ts";

/** A snapshot, and its size. */
interface Kept {
  readonly dump: StoreDump;
  readonly bytes: number;
}

/**
 * Keeps snapshots in memory. They are lost when the process ends.
 *
 * @example
 * const { snapshotId } = await memorySnapshots().add(await store.dump(), bytes);
 */
export const memorySnapshots = (): SnapshotShelf => {
  const kept = new Map<string, Kept>();
  let count = 0;
  return {
    measure: async () => ({
      count: kept.size,
      bytes: [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    }),
    add: async (dump, bytes) => {
      const id = snapshotId((count += 1));
      kept.set(id, { dump, bytes });
      return describeDump(id, dump);
    },
    list: async () => [...kept].map(([id, { dump }]) => describeDump(id, dump)),
    find: async (id) => kept.get(id)?.dump,
    accountsOf: async (id) => kept.get(id)?.dump.accounts.map(({ key }) => key) ?? [],
    delete: async (id) => kept.delete(id),
  };
};
