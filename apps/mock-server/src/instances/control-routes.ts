/**
 * Where a request to the control API goes if it names no account: to the instance of the task or the delivery that it names, to
 * each instance, for the accounts that it has, or to any. A request that names an account goes to the instance of that one.
 */
export type ControlRoute = "any" | "delivery" | "each" | "snapshot" | "task";

/** Of all operations: what is not here is found by a test. */
export const controlRoutes: Readonly<Record<string, ControlRoute>> = {
  getHealth: "any",
  getReadiness: "any",
  getMetrics: "any",
  resetState: "each",
  listAccounts: "each",
  listSnapshots: "any",
  createSnapshot: "any",
  restoreSnapshot: "snapshot",
  deleteSnapshot: "any",
  streamEvents: "each",
  getClock: "any",
  freezeClock: "each",
  resumeClock: "each",
  advanceClock: "each",
  setClock: "each",
  advanceClockToNext: "any",
  resetClock: "each",
  getSettings: "any",
  updateSettings: "each",
  listTasks: "any",
  getTask: "task",
  completeTask: "task",
  reviewTask: "task",
  createDataflowkitTask: "any",
  listDeliveries: "any",
  getDelivery: "any",
  replayDelivery: "delivery",
  retryDelivery: "delivery",
  cancelDelivery: "delivery",
  waitForDelivery: "task",
  createFault: "any",
  listFaults: "any",
  deleteFaults: "any",
  deleteFault: "any",
  listRequests: "each",
};
