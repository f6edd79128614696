import { TaskApiError } from "./task-api-error.ts";

/**
 * The network failed before the whole answer was there: no such host, a refused or dropped connection, a certificate
 * that is not trusted. Whether the service got the request is not certain.
 *
 * @example
 * if (isConnectionError(error)) console.error("Offline?", error.cause);
 */
export class ConnectionError extends TaskApiError {
  override readonly name = "ConnectionError" as const;
  override readonly code = "connection_failed" as const;

  constructor(operationId: string, cause: Error) {
    const why = reason(cause);
    super(
      `got no complete answer: ${why}. Check the network, and baseUrl.`,
      { operationId, cause },
      // Where no connection was made, nothing was sent.
      !/REFUSED|NOTFOUND|CONNECT_/.test(why),
    );
  }
}

/** @example isConnectionError(error) && error.cause; */
export const isConnectionError = (error: unknown): error is ConnectionError =>
  error instanceof ConnectionError;

/** The first cause says most: `ECONNREFUSED`, for example, where what it led to says "fetch failed". */
const reason = ({ cause, code, message }: Error & { readonly code?: string }): string =>
  cause ? reason(cause as Error) : (code ?? message);
