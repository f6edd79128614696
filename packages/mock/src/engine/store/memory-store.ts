import { MemoryTables } from "./memory-tables.ts";
import type { Store } from "./store.ts";

/**
 * A store that lives as long as the process. Its records are the very objects that were written.
 *
 * @example
 * const store = createMemoryStore();
 * await store.write([{ put: "task", record: task }]);
 * await store.getTask(task.api, task.account, task.id); // task
 */
export const createMemoryStore = (): Store => {
  const memory = new MemoryTables();
  return {
    write: async (changes) => memory.write(changes),
    getTask: async (api, account, id) => memory.tasks.get({ api, account, id }),
    findTasks: async (id) => memory.tasks.find(id),
    listTasks: async (query) => memory.tasks.page(query),
    getAccount: async (key) => memory.accounts.get(key),
    listAccounts: async (keys) => memory.accounts.all().filter(({ key }) => isAmong(key, keys)),
    getDefaults: async () => memory.defaults,
    getDelivery: async (id) => memory.deliveries.get(id),
    listDeliveries: async (query) => memory.deliveries.list(query),
    // For the start of a server, when this store is empty, and for restored snapshots: not worth an index.
    listUnfinished: async (keys) => ({
      tasks: memory.tasks.all().filter(({ account, dueAt }) => dueAt !== undefined && isAmong(account, keys)),
      deliveries: memory.deliveries
        .list({})
        .filter(({ account, nextAttemptAt }) => nextAttemptAt !== undefined && isAmong(account, keys)),
    }),
    lastSequence: async () => Math.max(memory.tasks.lastSequence(), memory.deliveries.lastSequence()),
    // As above. Times never decrease with the sequence.
    lastCreations: async (keys) =>
      new Map(
        memory.tasks
          .all()
          .filter(({ account }) => isAmong(account, keys))
          .map(({ account, createdAt }) => [account, createdAt]),
      ),
    dump: async (account) => ({
      accounts: memory.accounts.all().filter(({ key }) => account === undefined || key === account),
      tasks: memory.tasks.all(account),
      deliveries: memory.deliveries.list(account === undefined ? {} : { account }),
    }),
    probe: async () => undefined,
    close: async () => {
      memory.clear();
    },
  };
};

const isAmong = (key: string, keys: readonly string[] | undefined): boolean => keys?.includes(key) ?? true;
