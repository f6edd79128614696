import { median } from "../stats/median.ts";
import type { Goal, Measured, Verdict } from "./row.ts";

/**
 * Divides what one contender did by what another did, round by round.
 *
 * @example
 * compare(ours, prism, { atLeast: 15 });
 */
export const compare = (ours: Measured, peer: Measured, goal?: Goal): Verdict => ({
  against: peer.who,
  values: ours.samples.map((value, round) => value / (peer.samples[round] ?? Number.NaN)),
  unit: "×",
  ...(goal && { goal }),
  // More time on a core is less throughput: so that the two ratios mean the same, this one is turned round.
  ...(ours.cpuMicros && peer.cpuMicros && { byCpu: median(peer.cpuMicros) / median(ours.cpuMicros) }),
});
