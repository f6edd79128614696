import type { Engine } from "../engine/create-engine.ts";
import { describeDump, dumpOf, type Snapshot, type SnapshotShelf } from "../engine/sharing.ts";
import { EngineFailure } from "../engine/failure.ts";
import { limitReached } from "../limits.ts";
import { redactId } from "../text/redact.ts";
import { memorySnapshots } from "./memory-snapshots.ts";
import type { SnapshotFile } from "./snapshot-file.ts";
import type { StoreChange, StoreDump } from "../engine/store/store.ts";

/** The snapshots of a mock. */
export class Snapshots {
  readonly #engine: Engine;
  readonly #shelf: SnapshotShelf;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#shelf = engine.sharing?.snapshots ?? memorySnapshots();
  }

  /**
   * Creates a snapshot of an account, or of all.
   *
   * @throws {EngineFailure} 507 if there are too many snapshots, or if they are too large.
   */
  async create(key?: string): Promise<Snapshot> {
    await this.#checkCount();
    return this.#keep(await this.#dump(key));
  }

  /**
   * The records of a snapshot.
   *
   * @throws {EngineFailure} 404 if the snapshot does not exist.
   */
  async export(id: string): Promise<SnapshotFile> {
    return { format: 1, ...(await this.#find(id)) };
  }

  /**
   * Creates a snapshot from an exported one.
   *
   * @throws {EngineFailure} 400 for a file that was not exported, or has tasks of other APIs; 507 as for `create`.
   */
  async import(file: string): Promise<Snapshot> {
    await this.#checkCount();
    const { readSnapshotFile } = await import("./snapshot-file.ts");
    return this.#keep(await readSnapshotFile(this.#engine, file));
  }

  async #keep(dump: StoreDump): Promise<Snapshot> {
    // Others may have been created meanwhile.
    return this.#shelf.add(dump, this.#measure(dump, await this.#checkCount()));
  }

  /** Oldest first. */
  list(): Promise<readonly Snapshot[]> {
    return this.#shelf.list();
  }

  /** The accounts of a snapshot; none if there is no such snapshot. */
  accountsOf(id: string): Promise<readonly string[]> {
    return this.#shelf.accountsOf(id);
  }

  /** @throws {EngineFailure} 404 if the snapshot does not exist. */
  async delete(id: string): Promise<void> {
    if (!(await this.#shelf.delete(id))) this.#refuseUnknown(id);
  }

  async #find(id: string): Promise<StoreDump> {
    return (await this.#shelf.find(id)) ?? this.#refuseUnknown(id);
  }

  #refuseUnknown(id: string): never {
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

  /** Returns how many bytes there are already. */
  async #checkCount(): Promise<number> {
    const { limits } = this.#engine;
    const { bytes, count } = await this.#shelf.measure();
    if (count >= limits.snapshots) throw limitReached("snapshots", limits, remedy);
    return bytes;
  }

  /** In bytes, as JSON: about the size in a store. Stops at the limit. */
  #measure({ accounts, tasks, deliveries }: StoreDump, before: number): number {
    const { limits } = this.#engine;
    let bytes = 0;
    for (const records of [accounts, tasks, deliveries]) {
      for (const record of records) {
        bytes += JSON.stringify(record).length;
        if (before + bytes > limits.snapshotBytes) throw limitReached("snapshotBytes", limits, remedy);
      }
    }
    return bytes;
  }

  /**
   * Restores the accounts of a snapshot: those that are this engine's, if it shares its store.
   *
   * @param owner The account that it must be of. Default: any, or all.
   * @throws {EngineFailure} 404 if the snapshot does not exist, 507 if there would be too many accounts.
   */
  async restore(id: string, owner?: string): Promise<Snapshot> {
    const whole = await this.#find(id);
    if (owner !== undefined && whole.accounts.some((account) => account.key !== owner))
      throw new EngineFailure(404, `The account has no snapshot ${id}. Create one with snapshot().`);
    const { accounts, goBack, resume, sharing, store } = this.#engine;
    // Only now that the caller is known to be allowed to restore it.
    await sharing?.claim(whole.accounts.map(({ key }) => key));
    const own = sharing && new Set(sharing.accounts().map(({ key }) => key));
    const dump = await this.#withFreeIds(own ? dumpOf(whole, (key) => own.has(key)) : whole);
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
    return describeDump(id, whole);
  }

  /**
   * Deliveries with new ids where other accounts have theirs by now: ids are unique in the whole store, and an imported
   * snapshot may be a copy of another account.
   */
  async #withFreeIds(dump: StoreDump): Promise<StoreDump> {
    const { ids, store } = this.#engine;
    const replaced = new Set(dump.accounts.map(({ key }) => key));
    const renamed = new Map<string, string>();
    for (const { id } of dump.deliveries) {
      const existing = await store.getDelivery(id);
      if (existing && !replaced.has(existing.account)) renamed.set(id, ids.letters(20));
    }
    if (renamed.size === 0) return dump;
    const nameOf = (id: string): string => renamed.get(id) ?? id;
    const deliveries = dump.deliveries.map(({ id, repeatOf, ...rest }) =>
      Object.assign({}, rest, {
        id: nameOf(id),
        ...(repeatOf !== undefined && { repeatOf: nameOf(repeatOf) }),
      }),
    );
    return { ...dump, deliveries };
  }
}

const remedy = "Delete one with DELETE /_mock/snapshots/SNAPSHOT_ID.";

const changesOf = ({ accounts, tasks, deliveries }: StoreDump): StoreChange[] => [
  ...accounts.map(({ key }): StoreChange => ({ delete: "all", account: key })),
  ...accounts.map((record): StoreChange => ({ put: "account", record })),
  ...tasks.map((record): StoreChange => ({ put: "task", record })),
  ...deliveries.map((record): StoreChange => ({ put: "delivery", record })),
];
