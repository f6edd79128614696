import { BadRequestError } from "../errors/bad-request-error.ts";
import { InternalServerError } from "../errors/internal-server-error.ts";
import { NotFoundError } from "../errors/not-found-error.ts";
import { StatusError } from "../errors/status-error.ts";
import { TaskTypeNotEnabledError } from "../errors/task-type-not-enabled-error.ts";
import { TooManyRequestsError } from "../errors/too-many-requests-error.ts";
import { UnauthorizedError } from "../errors/unauthorized-error.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";
import { detailsOf } from "./received-response.ts";

/** The class of a status, and what to do about it where the service's own words may not say it. */
const classes: Readonly<Record<number, readonly [typeof StatusError, string?]>> = {
  400: [BadRequestError],
  401: [UnauthorizedError, "Check the API key."],
  402: [TaskTypeNotEnabledError],
  404: [NotFoundError, "Check the id, and the account and mode of the key."],
  429: [TooManyRequestsError, "Go on more slowly."],
  500: [InternalServerError],
};

/**
 * Makes the error that belongs to the status of an answer.
 *
 * @param body the body: parsed if it is JSON, else its text
 * @example
 * throw statusErrorFor("getTask", response, { status_code: 404, error: "There is no such task." }, Date.now());
 */
export const statusErrorFor = (
  operationId: string,
  response: Response,
  body: unknown,
  now: number,
): StatusError => {
  const [StatusClass, advice] = classes[response.status] ?? [StatusError];
  const retryAfterMs = parseRetryAfter(response, now);
  return new StatusClass({ ...detailsOf(operationId, response, body), retryAfterMs }, advice);
};
