import { availableParallelism, loadavg } from "node:os";
import type { Bench, Section } from "./bench.ts";
import { describeMachine } from "./report/machine.ts";
import type { Report } from "./report/report.ts";
import type { Row } from "./report/row.ts";
import { keepContenders } from "./servers/run-peers.ts";

/** Runs sections one after the other. */
export const run = async (
  options: Omit<Bench, "contenders">,
  chosen: readonly Section[],
  command: string,
): Promise<Report> => {
  const begin = Date.now();
  const [loadAtStart = 0] = loadavg();
  if (loadAtStart > availableParallelism() / 2) {
    options.tell(`This machine is busy (load average ${loadAtStart.toFixed(1)}): expect a large spread.`);
  }
  const rows: Row[] = [];
  const contenders = keepContenders();
  for (const { name, summary, sharesContenders, run: runSection } of chosen) {
    options.tell(`${name}: ${summary}`);
    if (!sharesContenders) await contenders.stop();
    rows.push(...(await runSection({ ...options, contenders: contenders.get })));
  }
  await contenders.stop();
  return {
    startedAt: new Date(begin).toISOString(),
    minutes: (Date.now() - begin) / 60_000,
    command,
    machine: describeMachine(),
    loadAtStart,
    rows,
  };
};

/** Whether every answer was right, and nothing was lost. */
export const isRight = ({ rows }: Report): boolean =>
  rows.every(({ checks }) => checks.every(({ ok }) => ok));
