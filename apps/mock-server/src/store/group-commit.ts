import type { DatabaseSync } from "node:sqlite";

/** A write that waits for its group. */
interface Waiting<T> {
  readonly write: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommit<T> {
  /** Fulfilled when the write is committed. */
  add(write: T): Promise<void>;
  /** Commits what is waiting now. */
  flush(): void;
}

/**
 * Commits all writes that arrive in one turn of the event loop in one transaction, in the order of their arrival.
 *
 * @example
 * const commits = createGroupCommit(database, (id: string) => insert.run(id));
 * await Promise.all([commits.add("a"), commits.add("b")]);
 */
export const createGroupCommit = <T>(database: DatabaseSync, apply: (write: T) => void): GroupCommit<T> => {
  let waiting: Waiting<T>[] = [];

  const flush = (): void => {
    const group = waiting;
    waiting = [];
    if (group.length > 0) settle(group);
  };

  /** A write that fails makes its group fail: the others are then committed one by one. */
  const settle = (group: readonly Waiting<T>[]): void => {
    try {
      commit(group);
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error);
      else for (const one of group) settle([one]);
      return;
    }
    for (const { resolve } of group) resolve();
  };

  const commit = (group: readonly Waiting<T>[]): void => {
    database.exec("BEGIN");
    try {
      for (const { write } of group) apply(write);
      database.exec("COMMIT");
    } catch (error) {
      // When the disk is full SQLite may have rolled back automatically.
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  };

  return {
    add: (write) =>
      new Promise((resolve, reject) => {
        // Requests that have arrived together are all handled before an immediate runs.
        if (waiting.push({ write, resolve, reject }) === 1) setImmediate(flush);
      }),
    flush,
  };
};
