import { setAlarm } from "./alarm.ts";

/** Where a client gets its time from. Give it one of your own to test programs that wait. */
export interface Clock {
  /** The time in milliseconds, as `Date.now` has it. */
  readonly now: () => number;

  /** Resolves after so many milliseconds, or as soon as the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Real time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => new Promise((resolve) => setAlarm(ms, signal, resolve)),
};
