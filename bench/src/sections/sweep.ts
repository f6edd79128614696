import type { Bench, Section } from "../bench.ts";
import { measure, type Turn } from "../load/measure.ts";
import { failuresOf, summarize, takeTurns } from "../load/take-turns.ts";
import { goals } from "../report/goals.ts";
import type { Goal, Row } from "../report/row.ts";
import { apiKey, type Filled, fillServer, warmUp } from "../servers/filled-server.ts";
import { ours } from "../servers/ours.ts";
import { callbackUrl, withReceivers } from "../servers/receivers.ts";
import { withServer } from "../servers/run-peers.ts";
import { createTask } from "../servers/scale-requests.ts";
import { type Reading, readings } from "../servers/sweep-operations.ts";
import { growth, sizeName } from "./growth.ts";
import { advanceRow } from "./sweep-advance.ts";

const MEGABYTE = 1_000_000;

/** What more tasks cost: servers of all sizes side by side, all doing the same in turn. */
export const sweep: Section = {
  name: "sweep",
  summary: "read, list, create and advance with more and more tasks",
  run: (bench) =>
    withReceivers(async (receivers) => {
      const [port = 0] = await receivers.open(1);
      return withFilled(bench, callbackUrl(port), bench.extent.sizes, [], async (servers) => {
        const rows: Row[] = [memoryRow(servers)];
        for (const reading of readings) rows.push(await readRow(bench, servers, reading));
        rows.push(await advanceRow(bench, servers));
        // The last, since it makes the servers larger.
        rows.push(await createRow(bench, servers));
        return rows;
      });
    }),
};

const withFilled = async <T>(
  bench: Bench,
  url: string,
  [size, ...larger]: readonly number[],
  filled: readonly Filled[],
  work: (servers: readonly Filled[]) => Promise<T>,
): Promise<T> => {
  if (size === undefined) return work(filled);
  return withServer(ours.launch, async (server) => {
    const before = server.usage()?.memory ?? Number.NaN;
    bench.tell(`  filling a server with ${sizeName(size)}`);
    await fillServer(bench.load, server, size, url);
    const memory = [before, server.usage()?.memory ?? Number.NaN] as const;
    await warmUp(bench.load, server, bench.extent.sweepWarmUp);
    return withFilled(bench, url, larger, [...filled, { size, server, memory }], work);
  });
};

const memoryRow = (servers: readonly Filled[]): Row => {
  const largest = servers.at(-1);
  return {
    id: "sweep-memory",
    what: `memory, ${sizeName(largest?.size ?? 0)}`,
    unit: "MB",
    measured: servers.map(({ size, memory: [, after] }) => ({
      who: sizeName(size),
      samples: [after / MEGABYTE],
    })),
    verdicts: largest
      ? [{ values: [(largest.memory[1] - largest.memory[0]) / largest.size], unit: "B" }]
      : [],
    checks: [],
  };
};

const readRow = async (bench: Bench, servers: readonly Filled[], reading: Reading): Promise<Row> => {
  const { load, extent } = bench;
  bench.tell(`  ${reading.what}`);
  const contenders = new Map<string, () => Promise<Turn>>();
  for (const { size, server } of servers) {
    const requests = await reading.requests(server, size);
    const job = { requests, connections: extent.connections, status: 200 };
    await measure(load, server, { ...job, until: { milliseconds: extent.sweepTurnMs } });
    contenders.set(sizeName(size), () =>
      measure(load, server, { ...job, until: { milliseconds: extent.sweepTurnMs } }),
    );
  }
  const turns = await takeTurns(extent.rounds, contenders);
  return toRow(`sweep-${reading.id}`, reading.what, turns, reading.isGoal ? goals.growth : undefined);
};

const createRow = async ({ load, extent, tell }: Bench, servers: readonly Filled[]): Promise<Row> => {
  tell("  POST of a task");
  const contenders = new Map(
    servers.map(({ size, server }) => [
      sizeName(size),
      () =>
        measure(load, server, {
          requests: [createTask(server.base, apiKey)],
          connections: extent.connections,
          // A part of the smallest size: it may not become much larger.
          until: { answers: Math.ceil((extent.sizes[0] ?? 0) / 4) },
          status: 200,
        }),
    ]),
  );
  return toRow("sweep-create", "POST of a task", await takeTurns(extent.rounds, contenders));
};

const toRow = (id: string, what: string, turns: ReadonlyMap<string, readonly Turn[]>, goal?: Goal): Row => {
  const measured = [...turns].map(([who, own]) => summarize(who, own));
  return {
    id,
    what,
    unit: "/s",
    measured,
    verdicts: growth(measured, "/s", goal),
    checks: [...turns].map(([who, own]) => {
      const { ok, why } = failuresOf(own);
      return { what: `${what}: every answer of the server with ${who} is right${why}`, ok };
    }),
  };
};
