import type { Section } from "../bench.ts";
import { ask } from "../processes/ask.ts";
import { startProcess } from "../processes/start-process.ts";
import { goals } from "../report/goals.ts";
import type { Goal, Row } from "../report/row.ts";
import { program } from "../servers/paths.ts";
import { names } from "../servers/peer.ts";
import { median } from "../stats/median.ts";

/** Warm starts in each process. */
const WARM_STARTS = 10;

/** `startMockServer()` in the process of a test. */
export const library: Section = {
  name: "library",
  summary: "startMockServer() in a process",
  run: async ({ extent }) => {
    const processes: Times[] = [];
    for (let count = 0; count < extent.starts; count += 1) processes.push(await timeProcess());
    return [
      toRow(
        "library-cold",
        "startMockServer(), first in a process, import included",
        processes.map(({ cold }) => cold),
      ),
      toRow(
        "library-warm",
        "startMockServer(), once warm",
        processes.map(({ warm }) => median(warm)),
        goals.warmLibraryStart,
      ),
    ];
  },
};

interface Times {
  /** In milliseconds. */
  readonly cold: number;
  readonly warm: readonly number[];
}

const timeProcess = async (): Promise<Times> => {
  const { child, stop } = startProcess([program("library-process"), String(WARM_STARTS)], { channel: true });
  try {
    return await ask<Times>(child, { times: true });
  } finally {
    await stop();
  }
};

const toRow = (id: string, what: string, samples: readonly number[], goal?: Goal): Row => ({
  id,
  what,
  unit: "ms",
  measured: [{ who: names.ours, samples }],
  verdicts: [{ values: samples, unit: "ms", ...(goal && { goal }) }],
  checks: [{ what: `${what}: the server answers`, ok: samples.every((time) => time > 0) }],
});
