import type { Engine } from "../engine/create-engine.ts";

/** Forgets an account, or without a key everything: tasks, deliveries, faults, requests, settings and clocks. */
export const reset = async ({ accounts, faults, journal, store }: Engine, key?: string): Promise<void> => {
  accounts.forget(key);
  faults.clear(key);
  journal.clear(key);
  await store.write([{ delete: "all", ...(key !== undefined && { account: key }) }]);
};
