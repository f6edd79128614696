/** Why a request was not taken for a callback. */
export type CallbackErrorCode =
  | "method_not_allowed"
  | "unauthorized"
  | "unsupported_media_type"
  | "too_large"
  | "timeout"
  | "malformed"
  | "invalid"
  | "in_progress"
  | "handler_failed";

/** One thing that is wrong with a body. */
export interface Violation {
  /** Where it is, as a JSON pointer: `/task/params/attachment`. Empty for the body as a whole. */
  readonly path: string;

  /** What is wrong there: `must be string`. */
  readonly message: string;

  /** What is there. */
  readonly value: unknown;
}

/**
 * A request that is not answered with success. Its message goes to your log, not to the sender, who may be anybody.
 *
 * @example
 * onError: (error) => log.warn(error.code, error.message, error.violations),
 */
export class CallbackError extends Error {
  override readonly name = "CallbackError" as const;
  readonly code: CallbackErrorCode;

  /** The HTTP status of the answer. */
  readonly status: number;

  /** What is wrong with a body that was read but is not what the contract says: the first 20 violations. */
  readonly violations: readonly Violation[];

  constructor(
    code: CallbackErrorCode,
    message: string,
    {
      violations = [],
      ...cause
    }: { readonly cause?: unknown; readonly violations?: readonly Violation[] } = {},
  ) {
    super(message, cause);
    this.code = code;
    this.status = statuses[code];
    this.violations = violations;
  }
}

/** @example isCallbackError(error) && error.violations; */
export const isCallbackError = (error: unknown): error is CallbackError => error instanceof CallbackError;

const statuses: Readonly<Record<CallbackErrorCode, number>> = {
  method_not_allowed: 405,
  unauthorized: 401,
  unsupported_media_type: 415,
  too_large: 413,
  timeout: 408,
  malformed: 400,
  invalid: 400,
  in_progress: 409,
  handler_failed: 500,
};
