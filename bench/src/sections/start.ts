import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Section } from "../bench.ts";
import { takeTurns } from "../load/take-turns.ts";
import { goals } from "../report/goals.ts";
import type { Measured, Row } from "../report/row.ts";
import { compare } from "../report/verdicts.ts";
import { launchOurs, ours } from "../servers/ours.ts";
import { names } from "../servers/peer.ts";
import { type Start, startOnce } from "../servers/start-once.ts";
import { peers } from "../servers/run-peers.ts";

const FIRST_EVER = `${names.ours}, first start ever`;

/** From the start of the process to its first response, and the memory that it has then. */
export const start: Section = {
  name: "start",
  summary: "start a server until it answers; its memory then",
  run: async ({ extent }) => {
    const contenders = new Map([
      ...peers.map(({ name, launch }) => [names[name], () => startOnce(launch)] as const),
      [FIRST_EVER, firstEverStart] as const,
    ]);
    // The first start of a new build fills Node's compile cache.
    await startOnce(ours.launch);
    const starts = [...(await takeTurns(extent.starts, contenders))];
    return [
      timeRow(starts.map(([who, own]) => ({ who, samples: own.map(({ time }) => time) }))),
      memoryRow(starts.map(([who, own]) => ({ who, samples: own.map(({ memory }) => memory) }))),
    ];
  },
};

/** With an empty compile cache, as after an installation. */
const firstEverStart = async (): Promise<Start> => {
  const folder = mkdtempSync(join(tmpdir(), "task-contracts-bench-"));
  try {
    return await startOnce(() => launchOurs({ env: { NODE_COMPILE_CACHE: folder } }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const timeRow = (measured: readonly Measured[]): Row => {
  const [our, ...others] = measured;
  const rivals = others.filter(({ who }) => who !== FIRST_EVER);
  return {
    id: "start",
    what: "start to first response",
    unit: "ms",
    measured,
    verdicts: our
      ? rivals.map((peer) => compare(our, peer, peer.who === names.prism ? goals.start.prism : undefined))
      : [],
    checks: [],
  };
};

const memoryRow = (all: readonly Measured[]): Row => {
  const measured = all.filter(({ who }) => who !== FIRST_EVER);
  const [our, ...others] = measured;
  return {
    id: "memory-at-rest",
    what: "memory at rest",
    unit: "MB",
    measured,
    verdicts: our ? others.map((peer) => compare(our, peer)) : [],
    checks: [],
  };
};
