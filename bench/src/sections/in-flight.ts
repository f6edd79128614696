import type { Bench, Section } from "../bench.ts";
import { takeTurns } from "../load/take-turns.ts";
import type { Check, Measured, Row } from "../report/row.ts";
import { names } from "../servers/peer.ts";
import { type Flood, flood } from "../servers/flood.ts";

const MEGABYTE = 1_000_000;

/**
 * Many callbacks at once, some of them to receivers that are slow, that never answer, or that break the connection;
 * in turn with just as many to receivers that are all fast.
 */
export const inFlight: Section = {
  name: "in-flight",
  summary: "many callbacks at once, some receivers slow, some dead",
  run: async (bench) => {
    const turns = await takeTurns(
      bench.extent.floods,
      new Map([
        ["with slow and dead ones", () => flood(bench, "mixed")],
        ["all fast", () => flood(bench, "fast")],
      ] as const),
    );
    const mixed = turns.get("with slow and dead ones") ?? [];
    const fast = turns.get("all fast") ?? [];
    return [timeRow(bench, mixed, fast), memoryRow(bench, mixed, fast)];
  },
};

const timeRow = ({ extent }: Bench, mixed: readonly Flood[], fast: readonly Flood[]): Row => ({
  id: "in-flight-time",
  what: `${amount(extent.callbacksInFlight)} callbacks in flight, until the fast receivers have theirs`,
  unit: "ms",
  measured: [timesOf("some receivers slow, some dead", mixed), timesOf("all receivers fast", fast)],
  verdicts: [
    {
      against: "all receivers fast",
      values: mixed.map(({ fastMs }, round) => fastMs / (fast[round]?.fastMs ?? Number.NaN)),
      unit: "×",
    },
  ],
  checks: [...mixed, ...fast].flatMap(({ checks }): readonly Check[] => checks),
});

const timesOf = (who: string, floods: readonly Flood[]): Measured => {
  const missing = floods.reduce((total, flow) => total + flow.missing, 0);
  return {
    who,
    samples: floods.map(({ fastMs }) => fastMs),
    note: missing === 0 ? "all at the first try" : `all but ${amount(missing)} at the first try`,
  };
};

const memoryRow = ({ extent }: Bench, mixed: readonly Flood[], fast: readonly Flood[]): Row => {
  const [ours, others] = [peaks(mixed), peaks(fast)];
  return {
    id: "in-flight-memory",
    what: `${amount(extent.callbacksInFlight)} callbacks in flight, peak memory of ${names.ours}`,
    unit: "MB",
    measured: [
      { who: "some receivers slow, some dead", samples: ours },
      { who: "all receivers fast", samples: others },
    ],
    verdicts: [
      {
        against: "all receivers fast",
        values: ours.map((peak, round) => peak / (others[round] ?? Number.NaN)),
        unit: "×",
      },
    ],
    checks: [],
  };
};

const peaks = (floods: readonly Flood[]): number[] => floods.map(({ peakMemory }) => peakMemory / MEGABYTE);

const amount = (count: number): string => count.toLocaleString("en");
