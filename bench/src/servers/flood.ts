import type { Bench } from "../bench.ts";
import type { Check } from "../report/row.ts";
import { createDueTasks, deliveriesByStatus, type DueTasks } from "./due-tasks.ts";
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

/** Whether some receivers are slow or dead. */
export type FloodKind = "mixed" | "fast";

/** Of 100 receivers, how many are what in a mixed flood. All get the same number of callbacks. */
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
export const flood = ({ load, extent }: Bench, kind: FloodKind): Promise<Flood> => {
  const { callbacksInFlight: count, slowMs } = extent;
  // Long enough for the slow ones.
  const args = ["--callback-timeout", String(3 * slowMs)];
  return withServer(
    () => launchOurs({ args }),
    (server) =>
      withReceivers(async (receivers) => {
        const ports = await openReceivers(receivers, kind, slowMs);
        const tasks = await createDueTasks(load, server, count, shuffle(ports.all));
        const first = await firstTry(server, receivers, tasks, ports.fast);
        const missing = (count * ports.fast.length) / ports.all.length - first.arrived;
        const end = await lastTry(server, receivers, tasks, ports.all);
        return { ...first, missing, checks: checksOf(kind, count, first.log, end) };
      }),
  );
};

interface Ports {
  readonly all: readonly number[];
  readonly fast: readonly number[];
}

/** Opens all receivers. Those that stay fast are the same, and as many, in both kinds of flood. */
const openReceivers = async (receivers: Receivers, kind: FloodKind, slowMs: number): Promise<Ports> => {
  const groups = new Map<Mode, readonly number[]>();
  for (const [mode, size] of mixture) {
    const ports = await receivers.open(size);
    groups.set(mode, ports);
    if (kind === "mixed") await receivers.setMode(ports, mode, slowMs);
  }
  return { all: [...groups.values()].flat(), fast: groups.get("fast") ?? [] };
};

/** Lets all callbacks be tried once. */
const firstTry = async (
  server: Server,
  receivers: Receivers,
  { accounts, passTime }: DueTasks,
  fast: readonly number[],
) => {
  const begin = Date.now();
  await passTime({ hours: 1 });
  // Before the log is read, which takes memory as well.
  const { peakMemory, memory = Number.NaN } = server.usage() ?? {};
  const { lastAt, tasks: arrived } = await receivers.count(fast);
  const log = await deliveriesByStatus(server, accounts);
  return { fastMs: lastAt - begin, arrived, peakMemory: peakMemory ?? memory, log };
};

/** Lets all receivers answer, and all retries happen. */
const lastTry = async (
  server: Server,
  receivers: Receivers,
  { accounts, passTime }: DueTasks,
  all: readonly number[],
) => {
  await receivers.setMode(all, "fast");
  await passTime({ hours: 24 });
  return { ...(await receivers.count(all)), log: await deliveriesByStatus(server, accounts) };
};

type Log = Awaited<ReturnType<typeof deliveriesByStatus>>;

const checksOf = (
  kind: FloodKind,
  count: number,
  first: Log,
  { tasks, log }: { readonly tasks: number; readonly log: Log },
): Check[] => [
  {
    what: `${kind}: what did not arrive at the first try will be tried again`,
    ok: first.succeeded + first.pending === count && first.failed === 0,
  },
  { what: `${kind}: in the end, callbacks of ${tasks} of ${count} tasks have arrived`, ok: tasks === count },
  {
    what: `${kind}: in the end, ${log.succeeded} of ${count} deliveries have succeeded`,
    ok: log.succeeded === count,
  },
];

/** Mixes receivers well and always in the same way: 37 and 100 have no common divisor. */
const shuffle = (ports: readonly number[]): number[] =>
  ports.map((_, index) => ports[(index * 37) % ports.length] ?? 0);
