import * as fc from "fast-check";
import { setTimeout as sleep } from "node:timers/promises";
import { agree, agreeWithin } from "../agree.ts";
import { settle } from "../compare.ts";
import { happen } from "../happen.ts";
import { type Account, accountOf, anyKey, type Model } from "../state.ts";
import type { System } from "../system.ts";
import { hasDeliveryFaults } from "../waiting-faults.ts";
import { type Command, commands } from "./command.ts";

/** What an account goes through while its clock runs. */
interface Running {
  readonly key: string;
  readonly milliseconds: number;
  /** By how much the running clock is moved. */
  readonly moved: number;
}

/** Lets a clock run for a moment. Returns the time at which it stands then. */
const runClock = async (system: System, { key, milliseconds, moved }: Running): Promise<number> => {
  const { body } = await system.control("POST /clock/resume", key);
  agree("whether time stands still", body["frozen"], false);
  await sleep(milliseconds);
  if (moved > 0) await system.control("POST /clock/advance", key, { milliseconds: moved });
  const { body: frozen } = await system.control("POST /clock/freeze", key);
  // What became due until then is still being sent.
  await system.rest(key);
  return Date.parse(String(frozen["now"]));
};

const checkTime = ({ now }: Account, until: number, moved: number, passed: number): void => {
  agreeWithin("a clock that ran", until, [now + moved, now + moved + Math.ceil(passed) + 1]);
};

/** Timers do then what else is done by an advance. Their times are learned, within what is possible. */
export const runningClocks: fc.Arbitrary<Command> = commands(
  "let the clock run",
  fc.record({
    key: anyKey,
    milliseconds: fc.nat(12),
    moved: fc.constantFrom(0, 0, 60_000, 86_400_000),
  }),
  {
    // Several tasks may be completed at once, and nothing says which of them a fault is for.
    isPossible: (model, { key }) =>
      !hasDeliveryFaults(model, key) && !accountOf(model, key).settings.checkAttachments,
    run: async (model: Model, system, running) => {
      const { key, moved } = running;
      const account = accountOf(model, key);
      const started = performance.now();
      const until = await runClock(system, running);
      checkTime(account, until, moved, performance.now() - started);
      happen(model, account, { log: await system.log(key), until, isRunning: true });
      // In the same millisecond, things may arrive in any order.
      for (const arrival of model.arrivals) arrival.at = until;
      await settle(model, system, [key]);
    },
  },
);
