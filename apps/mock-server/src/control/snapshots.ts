import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { Change, StoreDump } from "../store/store.ts";

/** A kept state, told in numbers. */
export interface Snapshot {
  readonly snapshotId: string;
  readonly accounts: number;
  readonly tasks: number;
  readonly deliveries: number;
}

/** States that were kept to go back to. They live as long as the process. */
export class Snapshots {
  readonly #engine: Engine;
  readonly #dumps = new Map<string, StoreDump>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Keeps the state of an account, or of all. */
  async create(key?: string): Promise<Snapshot> {
    const id = `s_${String(this.#dumps.size + 1).padStart(12, "0")}`;
    const dump = await this.#engine.store.dump(key);
    this.#dumps.set(id, dump);
    return describe(id, dump);
  }

  /**
   * Replaces the accounts of a snapshot by what they were.
   *
   * @throws {EngineFailure} 404 if there is no such snapshot.
   */
  async restore(id: string): Promise<Snapshot> {
    const dump = this.#dumps.get(id);
    if (!dump)
      throw new EngineFailure(
        404,
        `There is no snapshot ${id}. Create one with POST /snapshots, in this run of the server.`,
      );
    const { accounts, goBack, resume, store } = this.#engine;
    const before = dump.accounts.map(({ key }) => accounts.find(key)?.record);
    // At once, so that a request that comes meanwhile finds the account that is to be, and makes none of its own.
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

const changesOf = ({ accounts, tasks, deliveries }: StoreDump): Change[] => [
  ...accounts.map(({ key }): Change => ({ delete: "all", account: key })),
  ...accounts.map((record): Change => ({ put: "account", record })),
  ...tasks.map((record): Change => ({ put: "task", record })),
  ...deliveries.map((record): Change => ({ put: "delivery", record })),
];

const describe = (snapshotId: string, { accounts, tasks, deliveries }: StoreDump): Snapshot => ({
  snapshotId,
  accounts: accounts.length,
  tasks: tasks.length,
  deliveries: deliveries.length,
});
