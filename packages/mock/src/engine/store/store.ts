import type { AccountDefaults, AccountRecord, DeliveryRecord, TaskRecord } from "../model.ts";

/**
 * Stores accounts, tasks and deliveries. All methods are asynchronous, so that a database can implement
 * them; the engine never assumes that two calls see the same state.
 */
export interface Store {
  /**
   * Makes all changes, or none. When the promise is fulfilled, the changes are as durable as the store can make them:
   * after a crash they are still there, if the store has a file.
   */
  write(changes: readonly StoreChange[]): Promise<void>;

  getTask(api: string, account: string, id: string): Promise<TaskRecord | undefined>;
  /** Finds a task whose account or API the caller does not know. Oldest first. */
  findTasks(id: string): Promise<readonly TaskRecord[]>;
  /** Lists tasks of one account and API. */
  listTasks(query: TaskQuery): Promise<TaskPage>;

  getAccount(key: string): Promise<AccountRecord | undefined>;
  /** In the order of their creation: some, or all. */
  listAccounts(keys?: readonly string[]): Promise<readonly AccountRecord[]>;

  /** The defaults of new accounts. Absent until they are put. */
  getDefaults(): Promise<AccountDefaults | undefined>;

  getDelivery(id: string): Promise<DeliveryRecord | undefined>;
  /** Newest last. */
  listDeliveries(query: DeliveryQuery): Promise<readonly DeliveryRecord[]>;

  /**
   * Tasks with `dueAt`, and deliveries with `nextAttemptAt`: what a server has to resume after a restart. Of some accounts, or
   * of all.
   */
  listUnfinished(
    accounts?: readonly string[],
  ): Promise<{ tasks: readonly TaskRecord[]; deliveries: readonly DeliveryRecord[] }>;
  /** The highest sequence in use, 0 in an empty store. */
  lastSequence(): Promise<number>;

  /** The time of the newest task of each account that has tasks, in milliseconds since 1970. Of some accounts, or of all. */
  lastCreations(accounts?: readonly string[]): Promise<ReadonlyMap<string, number>>;

  /** Everything, or everything of one account, for a snapshot. Oldest first. */
  dump(account?: string): Promise<StoreDump>;

  /**
   * Checks that a write would succeed, with one that changes nothing.
   *
   * @throws {StoreError} If it would not.
   */
  probe(): Promise<void>;

  close(): Promise<void>;
}

/** One change of a store. `put` creates or replaces by key: `key`, `(api, account, id)`, or `id`. The defaults are one record. */
export type StoreChange =
  | { readonly put: "account"; readonly record: AccountRecord }
  | { readonly put: "defaults"; readonly record: AccountDefaults }
  | { readonly put: "task"; readonly record: TaskRecord }
  | { readonly put: "delivery"; readonly record: DeliveryRecord }
  | { readonly delete: "task"; readonly api: string; readonly account: string; readonly id: string }
  /** Deletes an account with its tasks and deliveries; without an account, everything, the defaults included. */
  | { readonly delete: "all"; readonly account?: string };

/** Selects tasks, their order, and a part of them. All conditions must hold. */
export interface TaskQuery {
  readonly api: string;
  readonly account: string;
  readonly status?: string;
  readonly type?: string;
  /** Any of these. */
  readonly customerReviewStatuses?: readonly string[];
  /** Both bounds are inclusive, in milliseconds since 1970. */
  readonly createdFrom?: number;
  readonly createdTo?: number;
  /** By `sequence`. */
  readonly order: "ascending" | "descending";
  readonly limit: number;
  readonly offset: number;
  /** Only tasks that come after this sequence in the order. Does not change `total`. */
  readonly after?: number;
}

export interface TaskPage {
  readonly records: readonly TaskRecord[];
  /** The number of matches, on all pages together. */
  readonly total: number;
  /** Whether tasks match beyond the last of `records`. */
  readonly hasMore: boolean;
}

export interface DeliveryQuery {
  readonly account?: string;
  readonly taskId?: string;
  /** At most this many: the newest ones. */
  readonly limit?: number;
}

export interface StoreDump {
  readonly accounts: readonly AccountRecord[];
  readonly tasks: readonly TaskRecord[];
  readonly deliveries: readonly DeliveryRecord[];
}
