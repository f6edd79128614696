import type { AccountDefaults, AccountRecord, DeliveryRecord, TaskRecord } from "../../src/engine/model.ts";
import type { Store, StoreChange, TaskPage, TaskQuery } from "../../src/engine/store/store.ts";

/** All that there is, in the order of creation. */
interface State {
  readonly accounts: readonly AccountRecord[];
  readonly tasks: readonly TaskRecord[];
  readonly deliveries: readonly DeliveryRecord[];
  readonly defaults?: AccountDefaults;
}

const nothing: State = { accounts: [], tasks: [], deliveries: [] };

/**
 * What a store does, in as few words as possible and without a thought of speed: the other stores are compared to it.
 *
 * @example
 * expect(await store.dump()).toEqual(await naive.dump());
 */
export const createReferenceStore = (): Store => {
  let state = nothing;
  return {
    write: async (changes) => {
      state = changes.reduce(apply, state);
    },
    getTask: async (api, account, id) => state.tasks.find((task) => isTask(task, { api, account, id })),
    findTasks: async (id) => state.tasks.filter((task) => task.id === id),
    listTasks: async (query) => pageOf(state.tasks, query),
    getAccount: async (key) => state.accounts.find((account) => account.key === key),
    listAccounts: async (keys) => state.accounts.filter(({ key }) => keys?.includes(key) ?? true),
    getDefaults: async () => state.defaults,
    getDelivery: async (id) => state.deliveries.find((delivery) => delivery.id === id),
    listDeliveries: async ({ account, taskId, limit }) =>
      state.deliveries
        .filter((delivery) => (account ?? delivery.account) === delivery.account)
        .filter((delivery) => (taskId ?? delivery.taskId) === delivery.taskId)
        .toReversed()
        .slice(0, limit)
        .toReversed(),
    listUnfinished: async (keys) => {
      const { tasks, deliveries } = ofAccount(state, (key) => keys?.includes(key) ?? true);
      return {
        tasks: tasks.filter(({ dueAt }) => dueAt !== undefined),
        deliveries: deliveries.filter(({ nextAttemptAt }) => nextAttemptAt !== undefined),
      };
    },
    lastSequence: async () =>
      Math.max(0, ...[...state.tasks, ...state.deliveries].map(({ sequence }) => sequence)),
    lastCreations: async (keys) => {
      const { tasks } = ofAccount(state, (key) => keys?.includes(key) ?? true);
      return new Map(tasks.map(({ account }) => [account, lastCreation(state, account)]));
    },
    dump: async (account) => {
      const { defaults: _, ...kept } = ofAccount(state, (key) => account === undefined || key === account);
      return kept;
    },
    probe: async () => undefined,
    close: async () => undefined,
  };
};

const lastCreation = ({ tasks }: State, key: string): number =>
  Math.max(...tasks.filter(({ account }) => account === key).map(({ createdAt }) => createdAt));

const apply = (state: State, change: StoreChange): State => {
  if ("delete" in change) {
    if (change.delete === "task")
      return { ...state, tasks: state.tasks.filter((task) => !isTask(task, change)) };
    return change.account === undefined ? nothing : ofAccount(state, (key) => key !== change.account);
  }
  if (change.put === "defaults") return { ...state, defaults: change.record };
  if (change.put === "account") {
    const { record } = change;
    const isOld = state.accounts.some(({ key }) => key === record.key);
    const replaced = state.accounts.map((account) => (account.key === record.key ? record : account));
    return { ...state, accounts: isOld ? replaced : [...state.accounts, record] };
  }
  if (change.put === "task") {
    const { record } = change;
    return {
      ...state,
      tasks: insert(
        state.tasks.filter((task) => !isTask(task, record)),
        record,
      ),
    };
  }
  const { record } = change;
  return {
    ...state,
    deliveries: insert(
      state.deliveries.filter(({ id }) => id !== record.id),
      record,
    ),
  };
};

const insert = <T extends { readonly sequence: number }>(others: readonly T[], record: T): T[] => {
  if (others.some(({ sequence }) => sequence === record.sequence)) throw new Error("The sequence is taken.");
  return [...others, record].toSorted((left, right) => left.sequence - right.sequence);
};

const isTask = (task: TaskRecord, key: Pick<TaskRecord, "api" | "account" | "id">): boolean =>
  task.api === key.api && task.account === key.account && task.id === key.id;

const ofAccount = (
  { accounts, tasks, deliveries, ...rest }: State,
  belongs: (account: string) => boolean,
): State => ({
  ...rest,
  accounts: accounts.filter(({ key }) => belongs(key)),
  tasks: tasks.filter(({ account }) => belongs(account)),
  deliveries: deliveries.filter(({ account }) => belongs(account)),
});

const pageOf = (tasks: readonly TaskRecord[], query: TaskQuery): TaskPage => {
  const { after, order, offset, limit, createdFrom = -Infinity, createdTo = Infinity } = query;
  const matching = tasks
    .filter((task) => task.api === query.api && task.account === query.account)
    .filter((task) =>
      (["type", "status"] as const).every((facet) => (query[facet] ?? task[facet]) === task[facet]),
    )
    .filter(({ customerReviewStatus: review = "" }) => query.customerReviewStatuses?.includes(review) ?? true)
    .filter(({ createdAt }) => createdFrom <= createdAt && createdAt <= createdTo);
  const ordered = order === "ascending" ? matching : matching.toReversed();
  const isBeyond = ({ sequence }: TaskRecord): boolean =>
    after === undefined || (order === "ascending" ? sequence > after : sequence < after);
  const rest = ordered.filter(isBeyond).slice(offset);
  return { records: rest.slice(0, limit), total: matching.length, hasMore: rest.length > limit };
};
