import { TaskApiError } from "./task-api-error.ts";

/**
 * The caller's `signal` stopped a call; `cause` is the reason that it gave. The name is the one that `fetch` uses, so
 * that code which looks for it goes on to work.
 *
 * @example
 * if (isAbortError(error)) return;
 */
export class AbortError extends TaskApiError {
  override readonly name = "AbortError" as const;
  override readonly code = "aborted" as const;

  constructor(operationId: string, cause: unknown) {
    super(`was stopped by its signal: ${String(cause)}`, { operationId, cause });
  }
}

/** @example isAbortError(error) && error.cause; */
export const isAbortError = (error: unknown): error is AbortError => error instanceof AbortError;
