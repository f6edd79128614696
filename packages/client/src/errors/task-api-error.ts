import { checkFirst } from "../core/is-safe.ts";

/** What an error knows beside its message. */
export interface ErrorDetails {
  readonly operationId: string;
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly requestId?: string | undefined;
  readonly cause?: unknown;

  /** What only some errors know. */
  readonly [name: string]: unknown;
}

/**
 * What every failure of a client is an instance of. API keys never appear in it, wherever they came from.
 *
 * @example
 * if (isTaskApiError(error)) console.error(error.code, error.operationId, error.message);
 */
export class TaskApiError extends Error {
  override readonly name: string = "TaskApiError";

  /** The kind of failure, for programs: it stays the same while messages get better. */
  readonly code: string = "task_api_error";

  /** The operation that failed. */
  declare readonly operationId: string;

  /** The HTTP status of the answer, if there was one. */
  declare readonly status: number | undefined;

  /** The body of the answer: parsed if it is JSON, else its text. */
  declare readonly body: unknown;

  /** How the service named this request in its answer, for questions to its support. */
  declare readonly requestId: string | undefined;

  /**
   * @param what what happened to the operation, as the end of a sentence that begins with its name
   * @param isUncertain whether the operation may have had an effect all the same, which the message then says
   */
  constructor(what: string, details: ErrorDetails, isUncertain = false) {
    super(`${details.operationId} ${what}${isUncertain ? checkFirst(details.operationId) : ""}`, details);
    Object.assign(this, details);
  }
}

/** @example isTaskApiError(new NotFoundError(…)); // true */
export const isTaskApiError = (error: unknown): error is TaskApiError => error instanceof TaskApiError;
