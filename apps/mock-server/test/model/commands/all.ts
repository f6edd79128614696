import type * as fc from "fast-check";
import { deliveryFaults, noFaults, requestFaults } from "./ask-for-faults.ts";
import { settingsChanges } from "./change-settings.ts";
import type { Command } from "./command.ts";
import { creates } from "./create-task.ts";
import { cancellations, completions, reads } from "./end-task.ts";
import { restorations, snapshots } from "./keep-snapshots.ts";
import { laterPages, pages, walks } from "./list-tasks.ts";
import { deliveryReads, logs, replays, waits } from "./look-at-deliveries.ts";
import { advances, advancesToNext } from "./move-time.ts";
import { defaultPlans, ownPlans } from "./plans.ts";
import { restartsWhileRetrying, restartsWhileSending } from "./restart-at-work.ts";
import { reviews } from "./review-task.ts";
import { runningClocks } from "./run-clock.ts";
import { resets, restarts } from "./start-again.ts";
import { newRuns, runEnds, runs, strangeRuns } from "./steer-runs.ts";

const times = (count: number, command: fc.Arbitrary<Command>): fc.Arbitrary<Command>[] =>
  Array.from({ length: count }, () => command);

/** Everything that a user can do, the usual things more often. */
export const allCommands: fc.Arbitrary<Command>[] = [
  ...times(12, creates),
  ...times(8, advancesToNext),
  ...times(5, advances),
  ...times(5, completions),
  ...times(5, deliveryFaults),
  ...times(5, pages),
  ...times(4, cancellations),
  ...times(4, replays),
  ...times(4, restorations),
  ...times(4, settingsChanges),
  ...times(3, laterPages),
  ...times(3, runs),
  ...times(3, snapshots),
  ...times(3, walks),
  ...times(2, ownPlans),
  ...times(2, requestFaults),
  ...times(2, restartsWhileRetrying),
  ...times(2, restartsWhileSending),
  ...times(2, reviews),
  defaultPlans,
  deliveryReads,
  logs,
  newRuns,
  noFaults,
  reads,
  resets,
  restarts,
  runEnds,
  runningClocks,
  strangeRuns,
  waits,
];
