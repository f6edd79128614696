import { TaskApiError } from "./task-api-error.ts";

/**
 * A web page came instead of an answer, whatever its status: from a proxy, a gateway, a login page, or a server that is
 * not the API. So a page with status 404 is no `NotFoundError`: it says nothing about the task.
 *
 * @example
 * if (isHtmlPageError(error)) console.error("Is baseUrl right?", error.message);
 */
export class HtmlPageError extends TaskApiError {
  override readonly name = "HtmlPageError" as const;
  override readonly code = "html_page" as const;
  declare readonly status: number;
}

/** @example isHtmlPageError(error) && error.status; */
export const isHtmlPageError = (error: unknown): error is HtmlPageError => error instanceof HtmlPageError;
