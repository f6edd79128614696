import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, Section } from "../bench.ts";
import { measure } from "../load/measure.ts";
import { failuresOf, summarize, takeTurns } from "../load/take-turns.ts";
import { goals } from "../report/goals.ts";
import { compare } from "../report/verdicts.ts";
import type { Row } from "../report/row.ts";
import { launchOurs, ours, startAfresh } from "../servers/ours.ts";
import type { Server } from "../servers/peer.ts";
import { withServer } from "../servers/run-peers.ts";
import { createTask } from "../servers/scale-requests.ts";

/** More than elsewhere: what arrives together is written together. */
const CONNECTIONS = 64;

/** Creating tasks that survive a crash, against tasks that end with the server. */
export const sqlite: Section = {
  name: "sqlite",
  summary: "create tasks in SQLite and in memory",
  run: async (bench) => {
    const folder = mkdtempSync(join(tmpdir(), "task-contracts-bench-"));
    const args = ["--store", `sqlite:${join(folder, "tasks.db")}`];
    try {
      return await withServer(ours.launch, (inMemory) =>
        withServer(
          () => launchOurs({ args }),
          async (inFile) => [await compareStores(bench, inMemory, inFile)],
        ),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const compareStores = async ({ load, extent }: Bench, inMemory: Server, inFile: Server): Promise<Row> => {
  const create = (server: Server, milliseconds: number) => async () => {
    await startAfresh(server);
    return measure(load, server, {
      requests: [createTask(server.base, "live_bench")],
      connections: CONNECTIONS,
      until: { milliseconds },
      status: 200,
    });
  };
  for (const server of [inMemory, inFile]) await create(server, extent.warmUpMs)();
  const turns = await takeTurns(
    extent.rounds,
    new Map([
      ["SQLite", create(inFile, extent.turnMs)],
      ["memory", create(inMemory, extent.turnMs)],
    ]),
  );
  const [file, ram] = [...turns].map(([who, own]) => summarize(who, own));
  return {
    id: "sqlite",
    what: "POST of a task, SQLite",
    unit: "/s",
    measured: [file, ram].filter((each) => each !== undefined),
    verdicts: file && ram ? [compare(file, ram, goals.sqlite)] : [],
    checks: [...turns].map(([who, own]) => {
      const { ok, why } = failuresOf(own);
      return { what: `every task is created with ${who}${why}`, ok };
    }),
  };
};
