import type { FuzzOperation } from "./wire-request.ts";

const ACCOUNTS = ["live_fuzz", "live_other"];

const NAMES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "scale-v1": { task_id: ["@pendingTask@", "@completedTask@"] },
  "scale-beta": { task_id: ["@pendingBetaTask@", "@completedBetaTask@"] },
  "dataflowkit-v1": { task_id: ["@newRun@", "@runningRun@", "@endedRun@"] },
  "mock-control-v1": {
    account: ACCOUNTS,
    // Twice, since more can be done with it than with the others.
    taskId: [
      "@pendingTask@",
      "@pendingTask@",
      "@completedTask@",
      "@pendingBetaTask@",
      "@newRun@",
      "@endedRun@",
    ],
    deliveryId: ["@delivery@"],
    snapshotId: ["@snapshot@"],
    faultId: ["@fault@"],
    before: ["czQ", "czQy"],
    api: ["scale-v1", "dataflowkit-v1"],
  },
};

/**
 * Values of a parameter under which there is something. Absent if any value will do.
 *
 * @example
 * knownNames(getTask, "task_id"); // ["@pendingTask@", "@completedTask@"]
 */
export const knownNames = ({ api }: FuzzOperation, parameter: string): readonly string[] | undefined =>
  NAMES[api]?.[parameter];
