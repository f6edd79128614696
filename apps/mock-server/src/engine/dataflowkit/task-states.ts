import type { AccountSettings, TaskRecord } from "../model.ts";
import { kindOf, zonelessTime } from "./make-task.ts";

/** What a run produced, as far as the task tells. */
export interface RunResult {
  readonly requests: number;
  readonly fileSize: number;
}

/** Queues a task to run now. A second run forgets the first one. */
export const queue = (task: TaskRecord, now: number): TaskRecord => {
  const { elapsed: _elapsed, fileSize: _fileSize, ...body } = task.body;
  const { startedAt: _startedAt, fails: _fails, ...hidden } = task.hidden ?? {};
  return {
    ...task,
    status: "queued",
    dueAt: now,
    body: {
      ...body,
      status: "queued",
      startTime: null,
      endTime: null,
      ...(kindOf(task) === "extraction" && { requests: 0 }),
    },
    hidden,
  };
};

/** Starts a queued task. How long it runs, and how it ends, is a setting of the account: that of now, not of the end. */
export const start = (task: TaskRecord, now: number, settings: AccountSettings): TaskRecord => {
  const { dueAt: _, ...rest } = task;
  return {
    ...rest,
    status: "running",
    ...(settings.runResult !== "manual" && { dueAt: now + settings.completionDelayMs }),
    body: { ...task.body, status: "running", startTime: zonelessTime(now) },
    hidden: { ...task.hidden, startedAt: now, ...(settings.runResult === "error" && { fails: true }) },
  };
};

/** Ends a task that was queued or running. */
export const end = (
  task: TaskRecord,
  now: number,
  status: "completed" | "cancelled" | "error",
  result?: RunResult,
): TaskRecord => {
  const { dueAt: _, ...rest } = task;
  const startedAt = task.hidden?.["startedAt"];
  return {
    ...rest,
    status,
    body: {
      ...task.body,
      status,
      endTime: zonelessTime(now),
      // A string of digits, as printed in the documents (dataflowkit-v1, schema Task).
      ...(typeof startedAt === "number" && { elapsed: String(Math.round((now - startedAt) / 1000)) }),
      ...(result &&
        (kindOf(task) === "extraction" ? { requests: result.requests } : { fileSize: result.fileSize })),
    },
  };
};

/** Whether a running task is going to end with an error. */
export const isToFail = ({ hidden }: TaskRecord): boolean => hidden?.["fails"] === true;

/** Whether a task produced something. A cancelled extraction keeps what it collected (dataflowkit-v1, cancelTask). */
export const hasResults = (task: TaskRecord): boolean =>
  task.status === "completed" ||
  (task.status === "cancelled" && kindOf(task) === "extraction" && task.body["startTime"] !== null);
