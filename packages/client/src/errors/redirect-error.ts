import { TaskApiError } from "./task-api-error.ts";

/**
 * The server says that the API is elsewhere. Redirects are not followed, since that could turn a POST request into a GET
 * request, or take the key to another server.
 *
 * @example
 * if (isRedirectError(error)) console.error("Set baseUrl to match", error.location);
 */
export class RedirectError extends TaskApiError {
  override readonly name = "RedirectError" as const;
  override readonly code = "redirect" as const;
  declare readonly status: number;

  /** The URL that the server names, without credentials. Browsers keep it to themselves. */
  declare readonly location: string | undefined;
}

/** @example isRedirectError(error) && error.location; */
export const isRedirectError = (error: unknown): error is RedirectError => error instanceof RedirectError;
