import type { Engine } from "../engine/create-engine.ts";

/** Resets an account, or without a key everything: tasks, deliveries, faults, requests, receivers, settings and clocks. */
export const reset = async (engine: Engine, key?: string): Promise<void> => {
  const { accounts, coverage, faults, journal, receivers, store } = engine;
  const { defaults } = accounts;
  const forgotten = accounts.all().filter((account) => key === undefined || account.key === key);
  accounts.forget(key);
  try {
    await store.write([{ delete: "all", ...(key !== undefined && { account: key }) }]);
  } catch (error) {
    accounts.defaults = defaults;
    await engine.goBack(forgotten.map(({ record }) => record));
    throw error;
  }
  await faults.clear(key);
  journal.clear(key);
  receivers.clear(key);
  if (key === undefined) coverage.clear();
};
