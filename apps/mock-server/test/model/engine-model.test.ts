import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { begin } from "./begin.ts";
import { allCommands } from "./commands/all.ts";
import type { Command } from "./commands/command.ts";
import { settleAll } from "./compare.ts";
import { newModel } from "./state.ts";
import { System } from "./system.ts";

/**
 * How many sequences are tried with each store. What failed can be tried again: fast-check prints `seed`, `path` and
 * `replayPath`, for `MODEL_REPLAY='{"seed":1,"path":"2:3","replayPath":"AB:C"}'`.
 */
const { MODEL_RUNS = "8", MODEL_REPLAY = "{}" } = process.env;
const numRuns = Number(MODEL_RUNS);
const replay = JSON.parse(MODEL_REPLAY) as { seed?: number; path?: string; replayPath?: string };

/** Longer sequences reach more, shorter ones are cheaper. */
const LONGEST = 80;

/** Enough to shorten a sequence that failed, and to print it. In milliseconds. */
const patience = 50_000 + numRuns * 3000;

/** Plays a sequence on a server of its own. */
const play = async (commands: Iterable<Command>, store: string): Promise<void> => {
  const system = await System.start(store);
  const model = newModel(store !== "memory");
  try {
    await begin(model, system);
    await settleAll(model, system);
    await fc.asyncModelRun(() => ({ model, real: system }), commands);
    model.faults = [];
    expect((await system.control("DELETE /faults", "*")).status).toBe(204);
    await settleAll(model, system);
  } finally {
    await system.close();
  }
};

const anySequence = (): fc.Arbitrary<Iterable<Command>> => {
  const { replayPath } = replay;
  return fc.commands(allCommands, {
    maxCommands: LONGEST,
    size: "max",
    ...(replayPath !== undefined && { replayPath }),
  });
};

/** Tries sequences, and tells how many came to a good end. */
const check = async (run: (commands: Iterable<Command>) => Promise<void>): Promise<number> => {
  let count = 0;
  const property = fc.asyncProperty(anySequence(), async (commands) => {
    await run(commands);
    count += 1;
  });
  const { seed, path } = replay;
  await fc.assert(property, {
    numRuns,
    interruptAfterTimeLimit: patience,
    ...(seed !== undefined && { seed }),
    ...(path !== undefined && { path }),
  });
  return count;
};

test(
  "whatever is done in whatever order, a server does what the model does",
  async () => {
    expect(await check((commands) => play(commands, "memory"))).toBeGreaterThan(0);
  },
  patience + 10_000,
);

test(
  "a server with a file does what the model does, through restarts as well",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "task-mock-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    let files = 0;
    const run = (commands: Iterable<Command>): Promise<void> =>
      play(commands, `sqlite:${join(folder, `${(files += 1)}.db`)}`);
    expect(await check(run)).toBeGreaterThan(0);
  },
  patience + 10_000,
);
