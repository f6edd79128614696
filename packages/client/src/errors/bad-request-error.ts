import { StatusError } from "./status-error.ts";

/**
 * Status 400: a parameter is missing or wrong. Nothing was created or changed.
 *
 * @example
 * if (isBadRequestError(error)) showToAuthor(error.message);
 */
export class BadRequestError extends StatusError {
  override readonly name = "BadRequestError" as const;
  override readonly code = "bad_request" as const;
}

/** @example isBadRequestError(error) && error.message; */
export const isBadRequestError = (error: unknown): error is BadRequestError =>
  error instanceof BadRequestError;
