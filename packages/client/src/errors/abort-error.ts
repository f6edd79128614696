import { toText } from "../core/to-text.ts";
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

  /** @param isSent whether a request was on its way, so that it may have had an effect */
  constructor(operationId: string, cause: unknown, isSent = false) {
    super(`was stopped by its signal (${toText(cause)}).`, { operationId, cause }, isSent);
  }
}

/** @example isAbortError(error) && error.cause; */
export const isAbortError = (error: unknown): error is AbortError => error instanceof AbortError;
