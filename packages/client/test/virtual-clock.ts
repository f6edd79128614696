import type { Clock } from "../src/core/clock.ts";

/** A clock on which waiting takes no time. */
export interface VirtualClock extends Clock {
  /** How long each wait was, in milliseconds. */
  readonly waits: number[];
}

/** Starts at a round time, and moves on by as much as somebody waits. */
export const virtualClock = (): VirtualClock => {
  const waits: number[] = [];
  let time = Date.UTC(2026, 0, 1);
  return {
    waits,
    now: () => time,
    sleep: async (ms) => {
      waits.push(ms);
      time += ms;
    },
  };
};
