import { TaskApiError } from "./task-api-error.ts";

/**
 * The request succeeded, but its answer is empty where the contract promises one.
 *
 * @example
 * if (isEmptyBodyError(error)) console.error(error.operationId, error.status);
 */
export class EmptyBodyError extends TaskApiError {
  override readonly name = "EmptyBodyError" as const;
  override readonly code = "empty_body" as const;
  declare readonly status: number;
}

/** @example isEmptyBodyError(error) && error.status; */
export const isEmptyBodyError = (error: unknown): error is EmptyBodyError => error instanceof EmptyBodyError;
