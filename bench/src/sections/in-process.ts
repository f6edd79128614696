import type { Section } from "../bench.ts";
import { ask } from "../processes/ask.ts";
import { startProcess } from "../processes/start-process.ts";
import { goals } from "../report/goals.ts";
import type { Goal, Row } from "../report/row.ts";
import { mockModule, program } from "../servers/paths.ts";

/** Times of one round, in milliseconds. */
interface Round {
  readonly pairs: number;
  readonly suite: number;
}

type Measured = Readonly<Record<"inProcess" | "http", readonly Round[]>>;

/** `mock.fetch` in the process of a test, against a server and HTTP. */
export const inProcess: Section = {
  name: "in-process",
  summary: "mock.fetch in a process, and the same over HTTP on loopback",
  run: async ({ extent }) => {
    const numbers = [extent.rounds, extent.pairs, extent.tests].map(String);
    const { child, stop } = startProcess([program("in-process-process"), mockModule, ...numbers], {
      channel: true,
    });
    try {
      const measured = await ask<Measured>(child, { times: true });
      return [
        toRow(
          "in-process-pairs",
          `create and get, ${extent.pairs} times`,
          measured,
          "pairs",
          goals.inProcess,
        ),
        toRow("in-process-suite", `${extent.tests} tests, each with an account`, measured, "suite"),
      ];
    } finally {
      await stop();
    }
  },
};

const toRow = (id: string, what: string, measured: Measured, part: keyof Round, goal?: Goal): Row => {
  const samples = (who: keyof Measured): number[] => measured[who].map((round) => round[part]);
  const [inside, http] = [samples("inProcess"), samples("http")];
  return {
    id,
    what,
    unit: "ms",
    measured: [
      { who: "mock.fetch", samples: inside },
      { who: "fetch and startMockServer()", samples: http },
    ],
    verdicts: [
      {
        against: "HTTP on loopback",
        values: inside.map((time, index) => (http[index] ?? 0) / time),
        unit: "×",
        ...(goal && { goal }),
      },
    ],
    checks: [{ what: `${what}: each task was read`, ok: inside.every((time) => time > 0) }],
  };
};
