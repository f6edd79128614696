import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import { limitReached } from "../limits.ts";
import { redactId } from "../text/redact.ts";
import type { SnapshotFile } from "./snapshot-file.ts";
import type { StoreChange, StoreDump } from "../engine/store/store.ts";

/** A summary of a snapshot. */
export interface Snapshot {
  readonly snapshotId: string;
  readonly accounts: number;
  readonly tasks: number;
  readonly deliveries: number;
}

/** A snapshot, and its size. */
interface Kept {
  readonly dump: StoreDump;
  readonly bytes: number;
}

/** The snapshots. They are lost when the process ends. */
export class Snapshots {
  readonly #engine: Engine;
  readonly #kept = new Map<string, Kept>();
  #count = 0;
  #bytes = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Creates a snapshot of an account, or of all.
   *
   * @throws {EngineFailure} 507 if there are too many snapshots, or if they are too large.
   */
  async create(key?: string): Promise<Snapshot> {
    this.#checkCount();
    return this.#keep(await this.#dump(key));
  }

  /**
   * The records of a snapshot.
   *
   * @throws {EngineFailure} 404 if the snapshot does not exist.
   */
  export(id: string): SnapshotFile {
    return { format: 1, ...this.#find(id).dump };
  }

  /**
   * Creates a snapshot from an exported one.
   *
   * @throws {EngineFailure} 400 for a file that was not exported, or has tasks of other APIs; 507 as for `create`.
   */
  async import(file: string): Promise<Snapshot> {
    this.#checkCount();
    const { readSnapshotFile } = await import("./snapshot-file.ts");
    return this.#keep(readSnapshotFile(this.#engine, file));
  }

  #keep(dump: StoreDump): Snapshot {
    // Others may have been created meanwhile.
    this.#checkCount();
    const bytes = this.#measure(dump);
    this.#bytes += bytes;
    this.#count += 1;
    const id = `s_${String(this.#count).padStart(12, "0")}`;
    this.#kept.set(id, { dump, bytes });
    return describe(id, dump);
  }

  /** Oldest first. */
  list(): Snapshot[] {
    return [...this.#kept].map(([id, { dump }]) => describe(id, dump));
  }

  /** @throws {EngineFailure} 404 if the snapshot does not exist. */
  delete(id: string): void {
    this.#bytes -= this.#find(id).bytes;
    this.#kept.delete(id);
  }

  #find(id: string): Kept {
    const kept = this.#kept.get(id);
    if (kept) return kept;
    const { accounts } = this.#engine;
    const shown = redactId(id, (it) => accounts.find(it) !== undefined);
    throw new EngineFailure(
      404,
      `There is no snapshot ${shown}. Create one with POST /_mock/snapshots, in this run of the server.`,
    );
  }

  /** An account that is not stored yet is saved with its defaults, so that restoring undoes its first use. */
  async #dump(key?: string): Promise<StoreDump> {
    const { accounts, firstTasks, nextSequence, store } = this.#engine;
    const account = key === undefined ? undefined : await accounts.read(key);
    if (!account || accounts.isCurrent(account)) return store.dump(key);
    const tasks = firstTasks(account).map((task) => Object.assign({}, task, { sequence: nextSequence() }));
    return { accounts: [account.record], tasks, deliveries: [] };
  }

  #checkCount(): void {
    const { limits } = this.#engine;
    if (this.#kept.size >= limits.snapshots) throw limitReached("snapshots", limits, remedy);
  }

  /** In bytes, as JSON: about the size in a store. Stops at the limit. */
  #measure({ accounts, tasks, deliveries }: StoreDump): number {
    const { limits } = this.#engine;
    let bytes = 0;
    for (const records of [accounts, tasks, deliveries]) {
      for (const record of records) {
        bytes += JSON.stringify(record).length;
        if (this.#bytes + bytes > limits.snapshotBytes) throw limitReached("snapshotBytes", limits, remedy);
      }
    }
    return bytes;
  }

  /**
   * Restores the accounts of a snapshot.
   *
   * @param owner The account that it must be of. Default: any, or all.
   * @throws {EngineFailure} 404 if the snapshot does not exist, 507 if there would be too many accounts.
   */
  async restore(id: string, owner?: string): Promise<Snapshot> {
    const { dump } = this.#find(id);
    if (owner !== undefined && dump.accounts.some((account) => account.key !== owner))
      throw new EngineFailure(404, `The account has no snapshot ${id}. Create one with snapshot().`);
    const { accounts, goBack, resume, store } = this.#engine;
    accounts.checkRoom(dump.accounts.map(({ key }) => key));
    const before = dump.accounts.map(({ key }) => accounts.find(key)?.record);
    // Synchronously, so that a request that comes meanwhile finds the restored account, and does not create another.
    for (const record of dump.accounts) accounts.adopt(record);
    try {
      await store.write(changesOf(dump));
    } catch (error) {
      for (const { key } of dump.accounts) accounts.forget(key);
      await goBack(before.filter((record) => record !== undefined));
      throw error;
    }
    resume(dump);
    return describe(id, dump);
  }
}

const remedy = "Delete one with DELETE /_mock/snapshots/SNAPSHOT_ID.";

const changesOf = ({ accounts, tasks, deliveries }: StoreDump): StoreChange[] => [
  ...accounts.map(({ key }): StoreChange => ({ delete: "all", account: key })),
  ...accounts.map((record): StoreChange => ({ put: "account", record })),
  ...tasks.map((record): StoreChange => ({ put: "task", record })),
  ...deliveries.map((record): StoreChange => ({ put: "delivery", record })),
];

const describe = (snapshotId: string, { accounts, tasks, deliveries }: StoreDump): Snapshot => ({
  snapshotId,
  accounts: accounts.length,
  tasks: tasks.length,
  deliveries: deliveries.length,
});
