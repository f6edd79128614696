import { TaskApiError } from "./task-api-error.ts";

/**
 * A task that was waited for has been canceled, so it will never have a result.
 *
 * @example
 * if (isTaskCanceledError(error)) forget(error.taskId);
 */
export class TaskCanceledError<Task = unknown> extends TaskApiError {
  override readonly name = "TaskCanceledError" as const;
  override readonly code = "task_canceled" as const;
  declare readonly taskId: string;

  /** The task as it was read last. */
  declare readonly task: Task;

  constructor(operationId: string, taskId: string, task: Task) {
    super(`gave up: task ${taskId} was canceled. Create a new one.`, {
      operationId,
      taskId,
      task,
    });
  }
}

/** @example isTaskCanceledError<Task>(error) && error.task.metadata; */
export const isTaskCanceledError = <Task = unknown>(error: unknown): error is TaskCanceledError<Task> =>
  error instanceof TaskCanceledError;
