import { StatusError } from "./status-error.ts";

/**
 * Status 500: the service failed, or a task can no longer be canceled since it is not pending.
 *
 * @example
 * if (isInternalServerError(error)) console.log(await scale.getTask(taskId));
 */
export class InternalServerError extends StatusError {
  override readonly name = "InternalServerError" as const;
  override readonly code = "internal_server_error" as const;
}

/** @example isInternalServerError(error) && error.message; */
export const isInternalServerError = (error: unknown): error is InternalServerError =>
  error instanceof InternalServerError;
