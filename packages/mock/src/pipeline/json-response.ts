import { jsonError, type Problem } from "./error-response.ts";
import type { Response } from "./prism.ts";

/**
 * @example
 * jsonResponse(200, { status: "ok" });
 */
export const jsonResponse = (statusCode: number, body: unknown): Response => ({
  statusCode,
  headers: { "content-type": "application/json" },
  body,
});

/** An error for requests that are not for an API. */
export const refuseAsJson = ({ status, message, headers }: Problem): Response => ({
  statusCode: status,
  headers: { "content-type": "application/json", ...headers },
  body: jsonError(status, message),
});
