import { StatusError } from "./status-error.ts";

/**
 * Status 401: no API key was sent, or one that nobody owns.
 *
 * @example
 * if (isUnauthorizedError(error)) throw new Error("Set SCALE_API_KEY", { cause: error });
 */
export class UnauthorizedError extends StatusError {
  override readonly name = "UnauthorizedError" as const;
  override readonly code = "unauthorized" as const;
}

/** @example isUnauthorizedError(error) && error.message; */
export const isUnauthorizedError = (error: unknown): error is UnauthorizedError =>
  error instanceof UnauthorizedError;
