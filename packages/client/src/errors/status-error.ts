import { type ErrorDetails, TaskApiError } from "./task-api-error.ts";

/** What the error of a refused request knows. */
export interface StatusErrorDetails extends ErrorDetails {
  readonly status: number;
  readonly retryAfterMs?: number | undefined;
}

/**
 * The service refused a request. Statuses that the contracts document have classes of their own, which extend this one.
 *
 * @example
 * if (isStatusError(error) && error.status === 503) await comeBackLater(error.retryAfterMs);
 */
export class StatusError extends TaskApiError {
  override readonly name: string = "StatusError";
  override readonly code: string = "status";
  declare readonly status: number;

  /** How long the service asks to wait before the next request, in milliseconds: its header `Retry-After`. */
  declare readonly retryAfterMs: number | undefined;

  /** @param advice what to do about it, as the end of the message */
  constructor(details: StatusErrorDetails, advice = "") {
    super(
      `failed with status ${details.status}: ${reason(details.body)}.${advice && ` ${advice}`}`,
      details,
      /408|5../.test(`${details.status}`),
    );
  }
}

/** @example isStatusError(error) && error.status; */
export const isStatusError = (error: unknown): error is StatusError => error instanceof StatusError;

/** What a body says, cut to a length that fits into a message. */
const reason = (body: unknown): string => {
  const text = ((body as { error?: unknown } | undefined)?.error ?? body) || "no body";
  return (typeof text === "string" ? text : JSON.stringify(text)).slice(0, 200).replace(/\.\s*$/, "");
};
