/**
 * Runs jobs of the same key one after the other, in the order of the calls. A job that fails does not
 * keep the next one from running.
 *
 * @example
 * const serial = createSerial();
 * await serial("task 1", async () => completeTask());
 */
export const createSerial = (): (<T>(key: string, job: () => Promise<T>) => Promise<T>) => {
  const last = new Map<string, Promise<unknown>>();
  return async (key, job) => {
    const before = last.get(key);
    const mine = before === undefined ? job() : before.then(job, job);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
};
