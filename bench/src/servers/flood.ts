import type { Bench } from "../bench.ts";
import type { Check } from "../report/row.ts";
import { createDueTasks, deliveriesByStatus } from "./due-tasks.ts";
import { launchOurs } from "./ours.ts";
import type { Server } from "./peer.ts";
import { type Mode, type Receivers, withReceivers } from "./receivers.ts";
import { withServer } from "./run-peers.ts";

/** What came of one flood of callbacks. */
export interface Flood {
  /** From the moment at which all became due until the fast receivers had all of theirs, in milliseconds. */
  readonly fastMs: number;
  /** Callbacks that fast receivers did not get at the first try: on a very busy machine, an attempt may take too long. */
  readonly missing: number;
  /** Of the server, in bytes. */
  readonly peakMemory: number;
  readonly checks: readonly Check[];
}

/** Of 100 receivers, how many are what. All get the same number of callbacks. */
const mixture: readonly [mode: Mode, receivers: number][] = [
  ["fast", 70],
  ["slow", 15],
  ["hanging", 5],
  ["reset", 10],
];

/**
 * Lets callbacks fall due all at once, and counts what arrives. Then the dead receivers come alive and a day passes, after
 * which every single callback must have arrived.
 */
export const flood = (bench: Bench, kind: "mixed" | "fast"): Promise<Flood> => {
  // Long enough for the slow ones.
  const args = ["--callback-timeout", String(3 * bench.extent.slowMs)];
  return withServer(
    () => launchOurs({ args }),
    (server) => withReceivers((receivers) => flow(bench, kind, server, receivers)),
  );
};

const flow = async (
  { load, extent }: Bench,
  kind: "mixed" | "fast",
  server: Server,
  receivers: Receivers,
): Promise<Flood> => {
  const count = extent.callbacksInFlight;
  const groups = new Map<Mode, readonly number[]>();
  for (const [mode, size] of mixture) groups.set(mode, await receivers.open(size));
  if (kind === "mixed") {
    for (const [mode, ports] of groups) await receivers.setMode(ports, mode, extent.slowMs);
  }
  const portsOf = (...modes: readonly Mode[]): number[] => modes.flatMap((mode) => groups.get(mode) ?? []);
  const all = portsOf("fast", "slow", "hanging", "reset");
  const shareOf = (ports: readonly number[]): number => (count * ports.length) / all.length;

  const { accounts, passTime } = await createDueTasks(load, server, count, shuffle(all));
  const begin = Date.now();
  await passTime({ hours: 1 });
  const peakMemory = (server.usage()?.peakMemory ?? server.usage()?.memory) || Number.NaN;
  const { lastAt, tasks: fastTasks } = await receivers.count(portsOf("fast"));
  const first = await deliveriesByStatus(server, accounts);

  await receivers.setMode(all, "fast");
  await passTime({ hours: 24 });
  const { tasks } = await receivers.count(all);
  const last = await deliveriesByStatus(server, accounts);
  return {
    fastMs: lastAt - begin,
    missing: shareOf(portsOf("fast")) - fastTasks,
    peakMemory,
    checks: [
      {
        what: `${kind}: what did not arrive at the first try will be tried again`,
        ok: first.succeeded + first.pending === count && first.failed === 0,
      },
      { what: `${kind}: in the end, callbacks of all ${count} tasks have arrived`, ok: tasks === count },
      { what: `${kind}: in the end, all ${count} deliveries have succeeded`, ok: last.succeeded === count },
    ],
  };
};

/** Mixes receivers well and always in the same way: 37 and 100 have no common divisor. */
const shuffle = (ports: readonly number[]): number[] =>
  ports.map((_, index) => ports[(index * 37) % ports.length] ?? 0);
