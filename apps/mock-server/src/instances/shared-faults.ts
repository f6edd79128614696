import {
  type Fault,
  type FaultBox,
  Faults,
  type FaultState,
  type FaultyRequest,
  type InjectedFault,
} from "@task-contracts/mock/engine/faults";
import type { Limits } from "@task-contracts/mock/limits";
import type { PostgresDatabase, Queryable } from "../store/postgres-database.ts";
import { toColumn } from "../store/postgres-text.ts";

/** Where the faults of all accounts are. */
const ofAll = "";

/**
 * The faults in the database of several instances. One that occurs is used up for all of them at once, by whichever is first.
 * Requests take no longer as long as there are none that concern them.
 */
export class SharedFaults implements FaultBox {
  readonly #database: PostgresDatabase;
  readonly #limits: Limits;
  readonly #tellOthers: () => Promise<void>;
  /** The accounts that have faults, as columns. */
  #present = new Set<string>();

  /** @param tellOthers Makes the other instances refresh, and resolves when they have. */
  constructor(database: PostgresDatabase, limits: Limits, tellOthers: () => Promise<void>) {
    this.#database = database;
    this.#limits = limits;
    this.#tellOthers = tellOthers;
  }

  /** Looks which accounts have faults. */
  async refresh(): Promise<void> {
    const rows = await this.#database.query("SELECT account FROM faults");
    this.#present = new Set(rows.map(({ account }) => String(account)));
  }

  readonly add = async (fault: Fault, account?: string): Promise<InjectedFault> => {
    const [row] = await this.#database.query("SELECT nextval('fault_numbers') AS number");
    const count = Number(row?.["number"]) - 1;
    return this.#change([account ?? ofAll], (faults) => faults.add(fault, account), count);
  };

  readonly takeForRequest: FaultBox["takeForRequest"] = (request: FaultyRequest) =>
    this.#concerns(request.account)
      ? this.#use(request.account, (faults) => faults.takeForRequest(request))
      : undefined;

  readonly takeForDelivery: FaultBox["takeForDelivery"] = (account, taskId) =>
    this.#concerns(account)
      ? this.#use(account, (faults) => faults.takeForDelivery(account, taskId))
      : undefined;

  readonly list: FaultBox["list"] = async (account) => {
    const rows = await this.#database.query(
      "SELECT state FROM faults WHERE $1::text IS NULL OR account = $1",
      [account === undefined ? null : toColumn(account)],
    );
    return new Faults(this.#limits, statesOf(rows)).list(account);
  };

  readonly clear: FaultBox["clear"] = (account) =>
    this.#change(account === undefined ? undefined : [account, ofAll], (faults) => faults.clear(account));

  readonly accountOf: FaultBox["accountOf"] = async (id) => {
    const rows = await this.#database.query("SELECT state FROM faults");
    return new Faults(this.#limits, statesOf(rows)).accountOf(id);
  };

  readonly remove: FaultBox["remove"] = (id) => this.#change(undefined, (faults) => faults.remove(id));

  #concerns(account: string | undefined): boolean {
    if (this.#present.size === 0) return false;
    return this.#present.has(ofAll) || (account !== undefined && this.#present.has(toColumn(account)));
  }

  async #use<T>(account: string | undefined, use: (faults: Faults) => T): Promise<T> {
    const accounts = account === undefined ? [ofAll] : [account, ofAll];
    // A refresh replaces it: what was added meanwhile is not forgotten here.
    const present = this.#present;
    const { left, result } = await this.#transact(accounts, use);
    for (const column of accounts.map(toColumn)) if (!left.has(column)) present.delete(column);
    return result;
  }

  async #change<T>(
    accounts: readonly string[] | undefined,
    change: (faults: Faults) => T,
    count?: number,
  ): Promise<T> {
    const { result } = await this.#transact(accounts, change, count);
    await this.refresh();
    await this.#tellOthers();
    return result;
  }

  /**
   * Locks the faults of some accounts, or all, and stores what becomes of them.
   *
   * @returns With the accounts that have faults left, as columns.
   */
  #transact<T>(
    accounts: readonly string[] | undefined,
    work: (faults: Faults) => T,
    count = 0,
  ): Promise<{ readonly result: T; readonly left: ReadonlySet<string> }> {
    const columns = accounts?.map(toColumn) ?? null;
    return this.#database.transaction(async (client) => {
      // A lock on what is not there yet, so that two instances do not both add the first one.
      await client.query("SELECT pg_advisory_xact_lock(x'7461736c'::int, hashtext($1))", [
        this.#database.schema,
      ]);
      const rows = await client.query(
        "SELECT account, state FROM faults WHERE $1::text[] IS NULL OR account = ANY ($1)",
        [columns],
      );
      const before = new Map(rows.map(({ account, state }) => [String(account), String(state)]));
      const faults = new Faults(this.#limits, statesOf(rows), count);
      const result = work(faults);
      const after = Map.groupBy(faults.states(), ({ account = ofAll }) => toColumn(account));
      await store(client, before, after);
      return { result, left: new Set(after.keys()) };
    });
  }
}

const statesOf = (rows: readonly { readonly [column: string]: unknown }[]): FaultState[] =>
  rows.flatMap(({ state }) => JSON.parse(String(state)) as FaultState[]);

const store = async (
  client: Queryable,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, readonly FaultState[]>,
): Promise<void> => {
  for (const account of before.keys()) {
    if (!after.has(account)) await client.query("DELETE FROM faults WHERE account = $1", [account]);
  }
  for (const [account, kept] of after) {
    const state = JSON.stringify(kept);
    if (state === before.get(account)) continue;
    await client.query(
      "INSERT INTO faults VALUES ($1, $2) ON CONFLICT (account) DO UPDATE SET state = excluded.state",
      [account, state],
    );
  }
};
