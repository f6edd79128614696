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
      withReceivers(async (receivers) => [await timeDeliveries(bench, server, receivers)]),
    ),
};

const timeDeliveries = async (
  { load, extent }: Bench,
  server: Server,
  receivers: Receivers,
): Promise<Row> => {
  const count = extent.callbacks;
  const samples: number[] = [];
  const checks: Check[] = [];
  const ports = await receivers.open(1);
  // The first round is the warm-up.
  for (let round = 0; round <= extent.rounds; round += 1) {
    await receivers.clear();
    const { accounts, passTime } = await createDueTasks(load, server, count, ports);
    const begin = Date.now();
    await passTime({ hours: 1 });
    const { lastAt, arrivals } = await receivers.count(ports);
    const { succeeded } = await deliveriesByStatus(server, accounts);
    if (round > 0) samples.push((count * 1000) / (lastAt - begin));
    checks.push(
      {
        what: `round ${round}: ${count} callbacks of ${count} tasks arrive, each once`,
        ok: arrivals === count,
      },
      { what: `round ${round}: the log has ${count} deliveries that succeeded`, ok: succeeded === count },
    );
  }
  return {
    id: "callbacks",
    what: "callbacks delivered",
    unit: "/s",
    measured: [{ who: names.ours, samples }],
    verdicts: [{ values: samples, unit: "/s", goal: goals.callbacks }],
    checks,
  };
};
