import { TaskApiError } from "./task-api-error.ts";

/**
 * A task that was waited for stopped with the status `error`. Only Dataflow Kit has it: with Scale, work that failed is a
 * completed task with `response.error`.
 *
 * @example
 * if (isTaskFailedError(error)) await dataflowkit.runTask(error.taskId);
 */
export class TaskFailedError<Task = unknown> extends TaskApiError {
  override readonly name = "TaskFailedError" as const;
  override readonly code = "task_failed" as const;
  declare readonly taskId: string;

  /** The task as it was read last. */
  declare readonly task: Task;

  constructor(operationId: string, taskId: string, task: Task) {
    super(`gave up: task ${taskId} failed. See its payload, and run it again.`, {
      operationId,
      taskId,
      task,
    });
  }
}

/** @example isTaskFailedError<Task>(error) && error.task.requests; */
export const isTaskFailedError = <Task = unknown>(error: unknown): error is TaskFailedError<Task> =>
  error instanceof TaskFailedError;
