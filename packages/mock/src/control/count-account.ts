import { isoTime } from "../engine/clock.ts";
import type { Account } from "../engine/account.ts";
import type { Engine } from "../engine/create-engine.ts";

/** How many deliveries are counted: the newest. */
const COUNTED = 1000;

/**
 * Counts the tasks and callbacks of an account, without creating it.
 *
 * @example
 * await countAccount(engine, "test_key"); // { account: "test_key", tasks: 12, open: 3, failedCallbacks: 1, … }
 */
export const countAccount = async (engine: Engine, key: string) => {
  const { accounts, firstTasks, store } = engine;
  const account = await accounts.read(key);
  const stored = accounts.isCurrent(account);
  const counts = stored ? await countTasks(engine, account) : ofFirst(engine, firstTasks(account));
  const deliveries = await store.listDeliveries({ account: key, limit: COUNTED });
  return {
    account: key,
    now: isoTime(account.now()),
    frozen: account.isFrozen,
    ...counts,
    pendingCallbacks: deliveries.filter(({ status }) => status === "pending").length,
    failedCallbacks: deliveries.filter(({ status }) => status === "failed").length,
  };
};

interface TaskCounts {
  readonly tasks: number;
  /** Those that have not ended. */
  readonly open: number;
}

const countTasks = async (engine: Engine, { key }: Account): Promise<TaskCounts> => {
  const count = async (api: string, status?: string): Promise<number> => {
    const query = { api, account: key, order: "descending", limit: 1, offset: 0 } as const;
    return (await engine.store.listTasks({ ...query, ...(status !== undefined && { status }) })).total;
  };
  const all = await Promise.all(
    behaviorsOf(engine).map(async ({ namespace, open }) => ({
      tasks: await count(namespace),
      open: sum(await Promise.all(open.map((state) => count(namespace, state)))),
    })),
  );
  return { tasks: sum(all.map(({ tasks }) => tasks)), open: sum(all.map(({ open }) => open)) };
};

const ofFirst = (
  engine: Engine,
  tasks: readonly { readonly api: string; readonly status: string }[],
): TaskCounts => {
  const open = new Map(behaviorsOf(engine).map((behavior) => [behavior.namespace, behavior.open]));
  return {
    tasks: tasks.length,
    open: tasks.filter(({ api, status }) => open.get(api)?.includes(status)).length,
  };
};

/** The kinds of tasks, with the states in which they have not ended. */
const behaviorsOf = ({ apis }: Engine): { readonly namespace: string; readonly open: readonly string[] }[] =>
  [...apis.values()].flatMap(({ behaviors }) =>
    behaviors.map(({ lifeCycle, namespace }) => ({
      namespace,
      open: [...lifeCycle.states].filter(([, { outcome }]) => outcome === undefined).map(([name]) => name),
    })),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
