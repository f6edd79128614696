import type { Bench, Section } from "../bench.ts";
import { takeTurns } from "../load/take-turns.ts";
import type { Measured, Row } from "../report/row.ts";
import { compare } from "../report/verdicts.ts";
import { type Caller, callers } from "../servers/callers.ts";
import { newTask } from "../servers/new-task.ts";
import { ours, startAfresh } from "../servers/ours.ts";
import type { Server } from "../servers/peer.ts";
import { withServer } from "../servers/run-peers.ts";

/** Calls under way at a time. */
const CONCURRENCY = 8;
const apiKey = "live_bench";

/** The client, against those who know less: `fetch`, and openapi-fetch. All call the same server. */
export const client: Section = {
  name: "client",
  summary: "call with the client, fetch and openapi-fetch",
  run: (bench) =>
    withServer(ours.launch, async (server) => {
      await startAfresh(server);
      const taskId = await newTask(server, apiKey);
      const all = callers(`http://127.0.0.1:${server.port}${server.base}`, apiKey);
      const read = await timeCalls(bench, all, async (caller) => (await caller.getTask(taskId)) === taskId);
      const created = await timeCalls(
        bench,
        all,
        async (caller) => (await caller.createTask()).length === 24,
        () => cleanUp(server),
      );
      return [...toRows("get", "GET of a task", read), ...toRows("post", "POST of a task", created)];
    }),
};

const cleanUp = async (server: Server): Promise<void> => startAfresh(server);

interface CallTurn {
  readonly perSecond: number;
  readonly cpuMicros: number;
  readonly wrong: number;
}

type Contenders = ReadonlyMap<string, readonly CallTurn[]>;

const timeCalls = async (
  { extent }: Bench,
  all: readonly Caller[],
  isRight: (caller: Caller) => Promise<boolean>,
  afterwards?: () => Promise<void>,
): Promise<Contenders> => {
  const turn = (caller: Caller) => async () => {
    const done = await callMany(extent.calls, () => isRight(caller));
    await afterwards?.();
    return done;
  };
  for (const caller of all) await turn(caller)();
  return takeTurns(extent.rounds, new Map(all.map((caller) => [caller.name, turn(caller)])));
};

const callMany = async (count: number, isRight: () => Promise<boolean>): Promise<CallTurn> => {
  let left = count;
  let wrong = 0;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      if (!(await isRight())) wrong += 1;
    }
  };
  const begin = performance.now();
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  const { user, system } = process.cpuUsage(cpu);
  return {
    perSecond: (count * 1000) / (performance.now() - begin),
    cpuMicros: (user + system) / count,
    wrong,
  };
};

const toRows = (id: string, what: string, contenders: Contenders): Row[] => {
  const measured = [...contenders].map(([who, turns]): Measured => ({
    who,
    samples: turns.map(({ perSecond }) => perSecond),
    cpuMicros: turns.map(({ cpuMicros }) => cpuMicros),
  }));
  const peers = measured.filter(({ who }) => !who.startsWith("create"));
  return measured
    .filter((each) => !peers.includes(each))
    .map((our) => ({
      id: `client-${id}-${our.who}`,
      what: `${our.who}, ${what}`,
      unit: "/s",
      measured: [our, ...peers],
      verdicts: peers.map((peer) => compare(our, peer)),
      checks: [our, ...peers].map(({ who }) => ({
        what: `every call of ${who} gets its task`,
        ok: contenders.get(who)?.every(({ wrong }) => wrong === 0) ?? false,
      })),
    }));
};
