import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench, Section } from "../bench.ts";
import type { WireRequest } from "../load/wire-request.ts";
import { measure, type Turn } from "../load/measure.ts";
import { failuresOf, summarize, takeTurns } from "../load/take-turns.ts";
import { call } from "../processes/call.ts";
import { goals } from "../report/goals.ts";
import { compare } from "../report/verdicts.ts";
import type { Row } from "../report/row.ts";
import { launchOurs, ours, startAfresh } from "../servers/ours.ts";
import type { Server } from "../servers/peer.ts";
import { withPostgres } from "../servers/postgres.ts";
import { withServer } from "../servers/run-peers.ts";
import { createTask, getTask, listTasks } from "../servers/scale-requests.ts";

/** For each server: what arrives together is written together. */
const CONNECTIONS = 64;

/** Servers that have the same tasks, each with an account of its own. */
interface Group {
  readonly who: string;
  readonly servers: readonly Server[];
}

/** One, two and three instances on a PostgreSQL, against a server with SQLite, and one in memory. */
export const postgres: Section = {
  name: "postgres",
  summary: "create, read and list tasks with one, two and three instances on PostgreSQL",
  run: async (bench) => {
    const folder = mkdtempSync(join(tmpdir(), "task-contracts-bench-"));
    try {
      return await withPostgres((url) => {
        const instance = () => launchOurs({ args: ["--store", url] });
        return withServer(ours.launch, (memory) =>
          withServer(
            () => launchOurs({ args: ["--store", `sqlite:${join(folder, "tasks.db")}`] }),
            (sqlite) =>
              withServer(instance, (one) =>
                withServer(instance, (two) =>
                  withServer(instance, (three) =>
                    compareAll(bench, [
                      { who: "PostgreSQL, one instance", servers: [one] },
                      { who: "PostgreSQL, two instances", servers: [one, two] },
                      { who: "PostgreSQL, three instances", servers: [one, two, three] },
                      { who: "SQLite", servers: [sqlite] },
                      { who: "memory", servers: [memory] },
                    ]),
                  ),
                ),
              ),
          ),
        );
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What is asked of a server, for its own account. */
type Ask = (server: Server, account: string, taskId: string) => WireRequest;

const asks: Readonly<Record<string, Ask>> = {
  POST: ({ base }, account) => createTask(base, account),
  GET: ({ base }, account, taskId) => getTask(base, account, taskId),
  list: ({ base }, account) => listTasks(base, account, "limit=10"),
};

const compareAll = async (bench: Bench, groups: readonly Group[]): Promise<Row[]> => {
  const rows: Row[] = [];
  for (const [what, ask] of Object.entries(asks))
    rows.push(await compareGroups(bench, groups, { what, ask }));
  return rows;
};

const compareGroups = async (
  bench: Bench,
  groups: readonly Group[],
  { ask, what }: { readonly what: string; readonly ask: Ask },
): Promise<Row> => {
  const { extent } = bench;
  const turn = (group: Group, milliseconds: number) => () => loadGroup(bench, group, { ask, milliseconds });
  for (const group of groups) await turn(group, extent.warmUpMs)();
  const turns = await takeTurns(
    extent.rounds,
    new Map(groups.map((group) => [group.who, turn(group, extent.turnMs)])),
  );
  const measured = [...turns].map(([who, own]) => summarize(who, own));
  const [one, two] = measured;
  const memory = measured.at(-1);
  return {
    id: `postgres-${what.toLowerCase()}`,
    what: `${what === "list" ? "first page" : what} of tasks, PostgreSQL`,
    unit: "/s",
    measured,
    verdicts: [
      ...(one && what === "POST"
        ? [{ values: one.samples, unit: "/s" as const, goal: goals.postgresCreates }]
        : []),
      ...(one && memory ? [compare(one, memory)] : []),
      ...(one && two ? [compare(two, one)] : []),
    ],
    checks: [...turns].map(([who, own]) => {
      const { ok, why } = failuresOf(own);
      return { what: `every ${what} succeeds with ${who}${why}`, ok };
    }),
  };
};

/** All servers of a group at the same time, each with its own account. */
const loadGroup = async (
  { load }: Bench,
  { servers }: Group,
  { ask, milliseconds }: { readonly ask: Ask; readonly milliseconds: number },
): Promise<Turn> => {
  const [first] = servers;
  if (first) await startAfresh(first);
  const jobs: (() => Promise<Turn>)[] = [];
  for (const [index, server] of servers.entries()) {
    const account = `live_bench_${index}`;
    // The account belongs to the instance that is asked first.
    const { body } = await call(server.port, createTask(server.base, account));
    const { task_id: taskId } = JSON.parse(body) as { task_id: string };
    jobs.push(() =>
      measure(load, server, {
        requests: [ask(server, account, taskId)],
        connections: CONNECTIONS,
        until: { milliseconds },
        status: 200,
      }),
    );
  }
  return sumOf(await Promise.all(jobs.map((job) => job())));
};

const sumOf = (turns: readonly Turn[]): Turn => {
  const [first] = turns.flatMap(({ firstFailure }) => firstFailure ?? []);
  return {
    perSecond: turns.reduce((sum, { perSecond }) => sum + perSecond, 0),
    failures: turns.reduce((sum, { failures }) => sum + failures, 0),
    ...(first !== undefined && { firstFailure: first }),
  };
};
