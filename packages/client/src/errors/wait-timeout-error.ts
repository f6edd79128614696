import { TaskApiError } from "./task-api-error.ts";

/**
 * A task was not completed within the time that was set for waiting. It may still be later.
 *
 * @example
 * if (isWaitTimeoutError(error)) lookAgainTomorrow(error.taskId);
 */
export class WaitTimeoutError<
  Task extends { readonly status: string } = { readonly status: string },
> extends TaskApiError {
  override readonly name = "WaitTimeoutError" as const;
  override readonly code = "wait_timeout" as const;
  declare readonly taskId: string;

  /** The task as it was read last. */
  declare readonly task: Task;

  constructor(operationId: string, taskId: string, task: Task, timeoutMs: number) {
    super(`gave up: task ${taskId} is still ${task.status} after ${timeoutMs} ms. Raise timeoutMs.`, {
      operationId,
      taskId,
      task,
    });
  }
}

/** @example isWaitTimeoutError(error) && error.taskId; */
export const isWaitTimeoutError = (error: unknown): error is WaitTimeoutError =>
  error instanceof WaitTimeoutError;
