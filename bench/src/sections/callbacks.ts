import type { Bench, Section } from "../bench.ts";
import { goals } from "../report/goals.ts";
import type { Check, Row } from "../report/row.ts";
import { createDueTasks, deliveriesByStatus } from "../servers/due-tasks.ts";
import { ours } from "../servers/ours.ts";
import { names, type Server } from "../servers/peer.ts";
import { type Receivers, withReceivers } from "../servers/receivers.ts";
import { withServer } from "../servers/run-peers.ts";

/** How fast results are delivered: tasks complete all at once, and a receiver in another process takes the callbacks. */
export const callbacks: Section = {
  name: "callbacks",
  summary: "deliver callbacks to a local receiver",
  run: (bench) =>
    withServer(ours.launch, (server) =>
      withReceivers(async (receivers) => {
        const ports = await receivers.open(1);
        const rounds: Round[] = [];
        for (let round = 0; round <= bench.extent.rounds; round += 1) {
          rounds.push(await deliver(bench, server, receivers, ports));
        }
        return [toRow(rounds)];
      }),
    ),
};

interface Round {
  readonly perSecond: number;
  readonly checks: readonly Check[];
}

const deliver = async (
  { load, extent }: Bench,
  server: Server,
  receivers: Receivers,
  ports: readonly number[],
): Promise<Round> => {
  const count = extent.callbacks;
  await receivers.clear();
  const { accounts, passTime } = await createDueTasks(load, server, count, ports);
  const begin = Date.now();
  await passTime({ hours: 1 });
  const { lastAt, arrivals, tasks } = await receivers.count(ports);
  const { succeeded } = await deliveriesByStatus(server, accounts);
  return {
    perSecond: (arrivals * 1000) / (lastAt - begin),
    checks: [
      { what: `callbacks of ${tasks} of ${count} tasks arrive`, ok: tasks === count },
      { what: `${succeeded} of ${count} deliveries have succeeded, says the log`, ok: succeeded === count },
    ],
  };
};

const toRow = (rounds: readonly Round[]): Row => {
  // The first round is the warm-up.
  const samples = rounds.slice(1).map(({ perSecond }) => perSecond);
  return {
    id: "callbacks",
    what: "callbacks delivered",
    unit: "/s",
    measured: [{ who: names.ours, samples }],
    verdicts: [{ values: samples, unit: "/s", goal: goals.callbacks }],
    checks: rounds.flatMap(({ checks }) => checks),
  };
};
