import { StatusError } from "./status-error.ts";

/**
 * Status 429: too many requests in a short time. Calls that only read were repeated before this is thrown.
 *
 * @example
 * if (isTooManyRequestsError(error)) await wait(error.retryAfterMs ?? 60_000);
 */
export class TooManyRequestsError extends StatusError {
  override readonly name = "TooManyRequestsError" as const;
  override readonly code = "too_many_requests" as const;
}

/** @example isTooManyRequestsError(error) && error.message; */
export const isTooManyRequestsError = (error: unknown): error is TooManyRequestsError =>
  error instanceof TooManyRequestsError;
