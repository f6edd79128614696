import * as fc from "fast-check";
import { agree } from "../agree.ts";
import { begin, open } from "../begin.ts";
import { settleAll } from "../compare.ts";
import { anyKey, isoTime, keys, type Model } from "../state.ts";
import type { System } from "../system.ts";
import { type Command, commands } from "./command.ts";

/** Forgets one account, or all. Snapshots stay. */
export const resets: fc.Arbitrary<Command> = commands(
  "reset",
  fc.record({ key: fc.option(anyKey, { nil: undefined, freq: 4 }) }),
  {
    run: async (model, system, { key }) => {
      agree("the reset", (await system.control("POST /reset", key ?? "*")).status, 204);
      const isForgotten = (account: string | undefined): boolean => key === undefined || account === key;
      model.faults = model.faults.filter(({ account }) => !isForgotten(account));
      model.walks = model.walks.filter(({ account }) => !isForgotten(account));
      for (const each of keys) if (isForgotten(each)) model.accounts.delete(each);
      await (key === undefined ? begin(model, system) : open(model, system, key));
      await settleAll(model, system);
    },
  },
);

/** What a process forgets: faults and snapshots. */
const forget = (model: Model): void => {
  model.faults = [];
  model.snapshots.clear();
  for (const { deliveries } of model.accounts.values()) {
    for (const delivery of deliveries) delivery.isHeld = false;
  }
};

/** Closes the server and starts it on the same store. */
export const restart = async (model: Model, system: System): Promise<void> => {
  await system.restart();
  forget(model);
  const { now, settings, authKey } = model.defaults;
  const { body: clock } = await system.control("GET /clock");
  agree("the clock of new accounts", clock, { now: isoTime(now), frozen: true });
  const { body } = await system.control("GET /settings");
  agree("the settings of new accounts", body, {
    ...settings,
    ...(authKey !== undefined && { callbackAuthKey: authKey }),
  });
};

export const restarts: fc.Arbitrary<Command> = commands("restart", fc.constant({}), {
  isPossible: ({ isDurable }) => isDurable,
  run: async (model, system) => {
    await restart(model, system);
    await settleAll(model, system);
  },
});
