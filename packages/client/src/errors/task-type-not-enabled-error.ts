import { StatusError } from "./status-error.ts";

/**
 * Status 402: the account may not create tasks of this type. Nothing was created.
 *
 * @example
 * if (isTaskTypeNotEnabledError(error)) askForAccess(error.operationId);
 */
export class TaskTypeNotEnabledError extends StatusError {
  override readonly name = "TaskTypeNotEnabledError" as const;
  override readonly code = "task_type_not_enabled" as const;
}

/** @example isTaskTypeNotEnabledError(error) && error.message; */
export const isTaskTypeNotEnabledError = (error: unknown): error is TaskTypeNotEnabledError =>
  error instanceof TaskTypeNotEnabledError;
