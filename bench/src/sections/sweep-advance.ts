import type { Bench } from "../bench.ts";
import { takeTurns } from "../load/take-turns.ts";
import type { Row } from "../report/row.ts";
import { apiKey, type Filled } from "../servers/filled-server.ts";
import { newTask } from "../servers/new-task.ts";
import { control } from "../servers/ours.ts";
import type { Server } from "../servers/peer.ts";
import { parameters } from "../servers/scale-requests.ts";
import { median } from "../stats/median.ts";
import { growth, sizeName } from "./growth.ts";

/** Advances per turn. Each takes an hour, and all turns together must be over before the other tasks are due, in a week. */
const ADVANCES = 10;

/** Advancing the clock by an hour, in which one task completes and sends its callback, while all others wait. */
export const advanceRow = async ({ extent, tell }: Bench, servers: readonly Filled[]): Promise<Row> => {
  tell("  clock advance");
  const completions: number[] = [];
  const contenders = new Map(
    servers.map(({ size, server }) => [
      sizeName(size),
      async () => {
        const times: number[] = [];
        for (let count = 0; count < ADVANCES; count += 1) times.push(await advance(server, completions));
        return median(times);
      },
    ]),
  );
  for (const warmUp of contenders.values()) await warmUp();
  const turns = await takeTurns(Math.min(extent.rounds, 10), contenders);
  const measured = [...turns].map(([who, samples]) => ({ who, samples }));
  return {
    id: "sweep-advance",
    what: "clock advance that completes one task",
    unit: "ms",
    measured,
    verdicts: growth(measured, "ms"),
    checks: [{ what: "every advance completes one task", ok: completions.every((count) => count === 1) }],
  };
};

const advance = async (server: Server, completions: number[]): Promise<number> => {
  await newTask(server, apiKey, { ...parameters, urgency: "immediate" });
  const begin = performance.now();
  const path = `/clock/advance?account=${apiKey}`;
  const done = await control<{ completions: number }>(server, "POST", path, { hours: 1 });
  const time = performance.now() - begin;
  completions.push(done.completions);
  return time;
};
