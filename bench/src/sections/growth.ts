import { median } from "../stats/median.ts";
import type { Goal, Measured, Verdict } from "../report/row.ts";

/**
 * How many times as long an operation takes with the most tasks as with the fewest, round by round.
 *
 * @param measured From the smallest size to the largest.
 */
export const growth = (measured: readonly Measured[], unit: "/s" | "ms", goal?: Goal): Verdict[] => {
  const [smallest, largest] = [measured[0], measured.at(-1)];
  if (!smallest || !largest) return [];
  return [
    {
      against: `with ${smallest.who}`,
      values: largest.samples.map((value, round) => {
        const small = smallest.samples[round] ?? Number.NaN;
        return unit === "ms" ? value / small : small / value;
      }),
      unit: "×",
      ...(goal && { goal }),
      ...(largest.cpuMicros &&
        smallest.cpuMicros && { byCpu: median(largest.cpuMicros) / median(smallest.cpuMicros) }),
    },
  ];
};

/**
 * @example
 * sizeName(1000); // "1,000 tasks"
 */
export const sizeName = (size: number): string => `${size.toLocaleString("en")} tasks`;
