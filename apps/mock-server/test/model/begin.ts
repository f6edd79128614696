import { expect } from "vitest";
import { agree, agreeWithin } from "./agree.ts";
import { newRun } from "./run-life.ts";
import { initialSettings, keys, type Model } from "./state.ts";
import type { System } from "./system.ts";

/** Freezes all clocks and those to come, so that only commands move time, and uses every key for the first time. */
export const begin = async (model: Model, system: System): Promise<void> => {
  const before = Date.now();
  const { body } = await system.control("POST /clock/freeze", "*");
  const now = Date.parse(String(body["now"]));
  agreeWithin("the clock of new accounts", now, [before, Date.now()]);
  model.defaults = { settings: initialSettings, now };
  for (const key of keys) if (!model.accounts.has(key)) await open(model, system, key);
};

/** Uses a key for the first time. */
export const open = async (model: Model, system: System, key: string): Promise<void> => {
  const { now, settings, authKey } = model.defaults;
  const { body } = await system.control("GET /settings", key);
  const { callbackAuthKey } = body as { callbackAuthKey: string };
  agree("the callback key", callbackAuthKey, expect.stringMatching(/./));
  const others = [...model.accounts.values()].map((account) => account.authKey);
  if (authKey === undefined) agree("whose key it is too", others.includes(callbackAuthKey), false);
  else agree("the callback key", callbackAuthKey, authKey);
  model.accounts.set(key, {
    key,
    now,
    settings,
    authKey: callbackAuthKey,
    tasks: [],
    deliveries: [],
    runs: [newRun(model, now, "extraction"), newRun(model, now, "conversion")],
  });
};
