import { StatusError } from "./status-error.ts";

/**
 * Status 404: no task of this account and mode has the id.
 *
 * @example
 * if (isNotFoundError(error)) forget(taskId);
 */
export class NotFoundError extends StatusError {
  override readonly name = "NotFoundError" as const;
  override readonly code = "not_found" as const;
}

/** @example isNotFoundError(error) && error.message; */
export const isNotFoundError = (error: unknown): error is NotFoundError => error instanceof NotFoundError;
