import type { Engine } from "@task-contracts/mock/engine/create-engine";
import type { InjectedFault } from "@task-contracts/mock/engine/faults";

/** All that a server keeps, as text: by account, and under `""` what belongs to none. */
export type State = ReadonlyMap<string, string>;

/** Reads all that a request might change, but for what is meant to change with each: the journal and the time. */
export const readState = async ({ accounts, faults, store }: Engine): Promise<State> => {
  const stored = await store.dump();
  const keys = new Set([...accounts.all(), ...stored.accounts].map(({ key }) => key));
  const states: [string, string][] = [];
  for (const key of keys) {
    const state = JSON.stringify({
      account: accounts.find(key)?.record,
      stored: stored.accounts.find((record) => record.key === key),
      tasks: stored.tasks.filter(({ account }) => account === key),
      deliveries: stored.deliveries.filter(({ account }) => account === key),
      faults: withoutIds(await faults.list(key)),
    });
    states.push([key, state]);
  }
  const shared = JSON.stringify({ defaults: accounts.defaults, faults: withoutIds(await faults.list()) });
  return new Map([["", shared], ...states]);
};

/** A fault that is injected anew each time has another id each time. */
const withoutIds = (faults: readonly InjectedFault[]): object[] =>
  faults.map((fault) => Object.assign({}, fault, { faultId: undefined }));

/** The accounts in which two states differ; `""` for what belongs to none. */
export const differences = (before: State, after: State): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key));

/** Whether an account has come into being, and nothing has happened to it. */
export const isFresh = (before: State, after: State, key: string): boolean => {
  if (before.has(key)) return false;
  const { tasks, deliveries, faults } = JSON.parse(after.get(key) ?? "{}") as Record<
    string,
    { status?: string }[]
  >;
  return (
    tasks?.length === 2 &&
    tasks.every(({ status }) => status === "initialized") &&
    !deliveries?.length &&
    !faults?.length
  );
};
