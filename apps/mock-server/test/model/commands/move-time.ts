import * as fc from "fast-check";
import { agree } from "../agree.ts";
import { settle } from "../compare.ts";
import { type Count, happen, moments } from "../happen.ts";
import { accountOf, anyKey, isoTime, keys, type Model } from "../state.ts";
import type { System } from "../system.ts";
import { type Command, commands } from "./command.ts";

const durations = [0, 1, 999, 12_995, 60_000, 3_600_000, 86_400_000, 86_400_000, 604_800_000];

/** Advances one clock, or all, and compares what happened on the way. */
export const advance = async (
  model: Model,
  system: System,
  key: string | undefined,
  milliseconds: number,
): Promise<void> => {
  const { status, body } = await system.control("POST /clock/advance", key ?? "*", { milliseconds });
  agree("the advance", status, 200);
  if (key === undefined) model.defaults.now += milliseconds;
  const moved = key === undefined ? keys : [key];
  const total: Count = { completions: 0, attempts: 0 };
  for (const each of moved) {
    const account = accountOf(model, each);
    const log = await system.log(each);
    const count = happen(model, account, { log, until: account.now + milliseconds });
    total.completions += count.completions;
    total.attempts += count.attempts;
  }
  const now = isoTime(key === undefined ? model.defaults.now : accountOf(model, key).now);
  agree("what happened on the way", body, { now, frozen: true, ...total });
  await settle(model, system, moved);
};

export const advances: fc.Arbitrary<Command> = commands(
  "advance",
  fc.record({
    key: fc.option(anyKey, { nil: undefined, freq: 8 }),
    milliseconds: fc.oneof(fc.constantFrom(...durations), fc.nat(90_000_000)),
  }),
  { run: (model, system, { key, milliseconds }) => advance(model, system, key, milliseconds) },
);

/** To the moment at which the next thing is due, or the one before or after it. */
export const advancesToNext: fc.Arbitrary<Command> = commands(
  "advance to what is due next",
  fc.record({ key: anyKey, beyond: fc.constantFrom(-1, 0, 1) }),
  {
    isPossible: (model, { key }) => moments(accountOf(model, key)).length > 0,
    run: async (model, system, { key, beyond }) => {
      const account = accountOf(model, key);
      const [next = 0] = moments(account);
      await advance(model, system, key, Math.max(0, next + beyond - account.now));
    },
  },
);
