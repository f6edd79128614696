import { TaskApiError } from "./task-api-error.ts";

/**
 * The request succeeded, but its answer is not the JSON that it should be; `body` has the text.
 *
 * @example
 * if (isMalformedJsonError(error)) console.error(error.body, error.cause);
 */
export class MalformedJsonError extends TaskApiError {
  override readonly name = "MalformedJsonError" as const;
  override readonly code = "malformed_json" as const;
  declare readonly status: number;
}

/** @example isMalformedJsonError(error) && error.body; */
export const isMalformedJsonError = (error: unknown): error is MalformedJsonError =>
  error instanceof MalformedJsonError;
