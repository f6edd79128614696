import { expect } from "vitest";
import { agree } from "./agree.ts";
import { compareArrivals } from "./compare-arrivals.ts";
import { compareDeliveries } from "./compare-deliveries.ts";
import { compareTasks } from "./compare-tasks.ts";
import { happen } from "./happen.ts";
import { accountOf, isoTime, keys, type Model } from "./state.ts";
import type { System } from "./system.ts";

/** Lets accounts come to rest, and compares what they show with the model. */
export const settle = async (model: Model, system: System, chosen: readonly string[]): Promise<void> => {
  for (const key of chosen) {
    const account = accountOf(model, key);
    const clock = await system.rest(key);
    const log = await system.log(key);
    happen(model, account, { log, until: account.now });
    agree(`the clock of ${key}`, clock, { now: isoTime(account.now), frozen: true });
    compareDeliveries(account, log);
    await compareTasks(model, account, system);
  }
  compareArrivals(model, system);
};

/** Compares besides what seldom changes: settings and faults. */
export const settleAll = async (
  model: Model,
  system: System,
  chosen: readonly string[] = keys,
): Promise<void> => {
  await settle(model, system, chosen);
  for (const key of chosen) {
    const account = accountOf(model, key);
    const { body: settings } = await system.control("GET /settings", key);
    const callbackAuthKey = account.authKey;
    agree(`the settings of ${key}`, settings, { ...account.settings, callbackAuthKey });
    const { body: faults } = await system.control("GET /faults", key);
    const waiting = model.faults.filter((it) => it.account === key);
    const expected = waiting.map(({ fault, left }) =>
      Object.assign({}, fault, { faultId: expect.any(String), times: left }),
    );
    agree(`the faults of ${key}`, faults, expected);
  }
};
