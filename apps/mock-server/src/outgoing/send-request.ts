import { type IncomingMessage, type OutgoingHttpHeaders, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

/** A request to another server. */
export interface OutgoingRequest {
  readonly method: string;
  /** By name, or as they are sent: name, value, name, value. Then nothing is added, not even `Host`. */
  readonly headers?: OutgoingHttpHeaders | readonly string[];
  readonly body?: Uint8Array | string;
  readonly signal?: AbortSignal;
}

/**
 * Sends a request and resolves when the head of the response is there. Unlike `fetch`, it accepts any header, follows no
 * redirect, leaves compressed bodies as they are, and has no timeout between the events of a stream.
 * `NODE_USE_ENV_PROXY` works as usual.
 *
 * @example
 * const response = await sendRequest(new URL("http://127.0.0.1:4010/_mock/health"), { method: "GET" });
 */
export const sendRequest = (
  url: URL,
  { method, headers = {}, body, signal }: OutgoingRequest,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestHttps : requestHttp;
    request(url, { method, headers, ...(signal && { signal }) }, resolve)
      .on("error", reject)
      .end(body);
  });

/**
 * Why a request got no response, in a word or a sentence.
 *
 * @example
 * await sendRequest(url, request).catch((error) => reasonOf(error)); // "ECONNREFUSED"
 */
export const reasonOf = (error: unknown): string => {
  // If a name has several addresses, the error has no message, only a code.
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
};
