/**
 * The name of an operation in the npm package `scaleapi`. The creating methods and `cancelTask` are named like ours.
 *
 * @example
 * scaleapiMethod("getTask"); // "fetchTask"
 */
export const scaleapiMethod = (operationId: string): string =>
  ({ getTask: "fetchTask", listTasks: "tasks" })[operationId] ?? operationId;
