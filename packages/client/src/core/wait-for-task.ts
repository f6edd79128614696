import { AbortError } from "../errors/abort-error.ts";
import { WaitTimeoutError } from "../errors/wait-timeout-error.ts";
import type { CallOptions } from "./client-options.ts";
import { type Clock, systemClock } from "./clock.ts";

/** How to wait for a task. */
export interface WaitOptions {
  /** Stops waiting. */
  readonly signal?: AbortSignal | undefined;

  /** How long to wait at most, in milliseconds. Default: one hour, in which an urgent task should be done. */
  readonly timeoutMs?: number | undefined;

  /** How long to wait before the task is read a second time, in milliseconds. Later waits are longer. Default: 1000. */
  readonly pollIntervalMs?: number | undefined;

  /** How long to wait between two reads at most, in milliseconds. Default: 30,000. */
  readonly maxPollIntervalMs?: number | undefined;
}

/** What to wait for. */
export interface WaitTarget<Task> {
  readonly taskId: string;
  readonly read: (taskId: string, options: CallOptions) => Promise<Task>;

  /** The statuses of tasks that will never be completed, and the errors that say so. */
  readonly failures: Readonly<Record<string, new (operationId: string, taskId: string, task: Task) => Error>>;
  readonly clock?: Clock | undefined;
}

const operationId = "waitForTask";

/**
 * Reads a task again and again, less and less often, until it is completed.
 *
 * @throws the errors of `failures`, WaitTimeoutError, AbortError, and what `read` throws
 * @example
 * await waitForTask({ taskId, read: scale.getTask, failures: { canceled: TaskCanceledError } }, { timeoutMs: 60_000 });
 */
export const waitForTask = async <Task extends { readonly status: string }>(
  { taskId, read, failures, clock = systemClock }: WaitTarget<Task>,
  {
    signal = new AbortController().signal,
    timeoutMs = 3_600_000,
    pollIntervalMs = 1000,
    maxPollIntervalMs = 30_000,
  }: WaitOptions = {},
): Promise<Task> => {
  const end = clock.now() + timeoutMs;
  for (let interval = pollIntervalMs; !signal.aborted; interval *= 1.5) {
    const task = await read(taskId, { signal });
    const { status } = task;
    if (status === "completed") return task;
    if (failures[status]) throw new failures[status](operationId, taskId, task);
    const left = end - clock.now();
    if (left <= 0) throw new WaitTimeoutError(operationId, taskId, task, timeoutMs);
    await clock.sleep(Math.min(interval, maxPollIntervalMs, left), signal);
  }
  throw new AbortError(operationId, signal.reason);
};
