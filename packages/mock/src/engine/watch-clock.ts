import type { Host } from "./host.ts";

/** The interval of checks, in milliseconds. */
const INTERVAL = 1000;

/** The minimum leap of the machine's clock, in milliseconds: slow corrections are left to the timers. */
const LEAP = 200;

/**
 * Calls back when the machine's clock was set forward, or the machine has slept: timers notice neither, and would
 * fire too late by as much.
 *
 * @returns A function that stops watching.
 * @example
 * const stop = watchClock(host, () => scheduler.runDue(account));
 */
export const watchClock = (host: Host, onLeap: () => void): (() => void) => {
  const lead = (): number => host.now() - host.uptime();
  let before = lead();
  const look = (): void => {
    const now = lead();
    if (now - before > LEAP) onLeap();
    before = now;
    cancel = host.later(look, INTERVAL);
  };
  let cancel = host.later(look, INTERVAL);
  return () => cancel();
};
