import type { Extent } from "./bench.ts";

/** What the figures of the README are made with. */
export const full: Extent = {
  rounds: 5,
  turnMs: 2000,
  warmUpMs: 2000,
  connections: 16,
  starts: 7,
  resources: 60,
  foreignStarts: 3,
  tasksInMemory: 100_000,
  calls: 4000,
  pairs: 2000,
  tests: 1000,
  callbacks: 20_000,
  callbacksInFlight: 100_000,
  floods: 3,
  slowMs: 1000,
  sizes: [1000, 10_000, 100_000, 1_000_000],
  sweepWarmUp: 30_000,
  sweepTurnMs: 500,
};

/** Enough to see that everything works. Its figures mean nothing. */
export const short: Extent = {
  rounds: 2,
  turnMs: 40,
  warmUpMs: 20,
  connections: 8,
  starts: 1,
  resources: 3,
  foreignStarts: 1,
  tasksInMemory: 500,
  calls: 50,
  pairs: 20,
  tests: 10,
  callbacks: 200,
  callbacksInFlight: 600,
  floods: 1,
  slowMs: 700,
  sizes: [200, 600],
  sweepWarmUp: 100,
  sweepTurnMs: 20,
};
