import { isSafe } from "../core/is-safe.ts";
import { TaskApiError } from "./task-api-error.ts";

/**
 * The whole answer was not there within `timeoutMs`. Whether the service got the request is not certain.
 *
 * @example
 * if (isTimeoutError(error)) console.error(error.message);
 */
export class TimeoutError extends TaskApiError {
  override readonly name = "TimeoutError" as const;
  override readonly code = "timeout" as const;

  constructor(operationId: string, timeoutMs: number) {
    const advice = isSafe(operationId) ? " Raise timeoutMs." : "";
    super(`got no complete answer within ${timeoutMs} ms.${advice}`, { operationId }, true);
  }
}

/** @example isTimeoutError(error) && error.operationId; */
export const isTimeoutError = (error: unknown): error is TimeoutError => error instanceof TimeoutError;
