import type { Section } from "../bench.ts";
import type { Row } from "../report/row.ts";
import { fill } from "../servers/fill.ts";
import { ours, startAfresh } from "../servers/ours.ts";
import { names, type Server } from "../servers/peer.ts";
import { withServer } from "../servers/run-peers.ts";
import { createTask } from "../servers/scale-requests.ts";

const MEGABYTE = 1_000_000;

/** What our server has in memory when it is full of tasks. No other server keeps any. */
export const memory: Section = {
  name: "memory",
  summary: "memory when full of tasks",
  run: ({ extent, load }) =>
    withServer(ours.launch, async (server) => {
      await startAfresh(server);
      const before = memoryOf(server);
      await fill(load, server, [createTask(server.base, "live_bench")], extent.tasksInMemory);
      return [toRow(extent.tasksInMemory, before, memoryOf(server))];
    }),
};

/** In bytes. */
const memoryOf = (server: Server): number => server.usage()?.memory ?? Number.NaN;

const toRow = (tasks: number, before: number, after: number): Row => ({
  id: "memory-full",
  what: `memory with ${tasks.toLocaleString("en")} tasks`,
  unit: "MB",
  measured: [{ who: names.ours, samples: [after / MEGABYTE], note: "peers keep no tasks" }],
  verdicts: [{ values: [(after - before) / tasks], unit: "B" }],
  checks: [],
});
