/** A write that waits for its turn. */
interface Waiting<T> {
  readonly write: T;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** How many writes are committed together at most: what fails has to be repeated one by one. */
const MOST_WRITES = 500;

/** How writes are committed. */
interface BatchOptions<T> {
  /** Commits all of them, in their order, or none. */
  readonly commit: (writes: readonly T[]) => Promise<void>;
  /** Whether a failure concerns all writes alike, such as a connection that was lost. Then they are not tried one by one. */
  readonly failsAll: (error: unknown) => boolean;
}

/**
 * Commits what arrives while another commit is under way in one transaction, in the order of arrival: the busier, the fewer
 * transactions for each write.
 *
 * @returns Its promise is fulfilled when the write is committed.
 * @example
 * const write = batchWrites({ commit: insertAll, failsAll: isPassing });
 * await Promise.all([write("a"), write("b")]);
 */
export const batchWrites = <T>({ commit, failsAll }: BatchOptions<T>): ((write: T) => Promise<void>) => {
  let waiting: Waiting<T>[] = [];
  let isCommitting = false;

  const settle = async (batch: readonly Waiting<T>[]): Promise<void> => {
    try {
      await commit(batch.map(({ write }) => write));
    } catch (error) {
      if (batch.length > 1 && !failsAll(error)) for (const one of batch) await settle([one]);
      else for (const { reject } of batch) reject(error);
      return;
    }
    for (const { resolve } of batch) resolve();
  };

  const run = async (): Promise<void> => {
    isCommitting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_WRITES);
      waiting = waiting.slice(MOST_WRITES);
      await settle(batch);
    }
    isCommitting = false;
  };

  return (write) =>
    new Promise((resolve, reject) => {
      waiting.push({ write, resolve, reject });
      // Requests that have arrived together are all handled before an immediate runs.
      if (waiting.length === 1 && !isCommitting) {
        isCommitting = true;
        setImmediate(() => void run());
      }
    });
};
