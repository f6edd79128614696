import {
  Agent as HttpAgent,
  type AgentOptions,
  type ClientRequest,
  type OutgoingHttpHeaders,
  request as requestHttp,
} from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { createLookup, namesRefusedAddress } from "./address-guard.ts";
import type { AddressPolicy } from "./address-policy.ts";
import { type ResponseSummary, type AwaitOptions, awaitResponse } from "./await-response.ts";
import { failure, nameFailure } from "./failure-name.ts";

export interface HttpClientOptions {
  /** The timeout for everything from the lookup of the name to the end of the response. */
  readonly timeoutMs: number;
  readonly allowAddress: AddressPolicy;
}

export interface OutgoingRequest extends Omit<AwaitOptions, "timeoutMs"> {
  readonly method: string;
  readonly url: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: Uint8Array;
}

/** A response, or why there was none. */
export type HttpOutcome = (ResponseSummary | { readonly error: string }) & { readonly latencyMs: number };

export interface HttpClient {
  /** Never rejects. */
  readonly send: (request: OutgoingRequest) => Promise<HttpOutcome>;
  /** Aborts all requests with the error "aborted", and closes all connections. */
  readonly close: () => void;
}

/**
 * Idle connections are kept for half a second: long enough for a busy receiver, and so short that hardly any
 * receiver closes them first. A broken one is not retried unnoticed: an attempt is one request.
 */
const idleMs = 500;

/** Node's 250 ms fail when the process is busy, see https://github.com/nodejs/node/issues/54359. */
const connectMs = 2000;

/**
 * Sends HTTP requests to untrusted receivers. Redirects are not followed.
 *
 * @example
 * const client = createHttpClient({ timeoutMs: 10_000, allowAddress: () => true });
 * await client.send({ method: "GET", url, headers: {}, limits: { keep: 0, discard: 0 } });
 */
export const createHttpClient = ({ timeoutMs, allowAddress }: HttpClientOptions): HttpClient => {
  const agentOptions: AgentOptions = {
    keepAlive: true,
    timeout: idleMs,
    lookup: createLookup(allowAddress),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: connectMs,
  };
  const http = new HttpAgent(agentOptions);
  const https = new HttpsAgent(agentOptions);
  let isClosed = false;

  const open = ({ url, method, headers }: OutgoingRequest): ClientRequest => {
    if (isClosed) throw failure("aborted");
    const target = new URL(url);
    if (namesRefusedAddress(target, allowAddress)) throw failure("refused address");
    if (target.protocol === "http:") return requestHttp(target, { method, headers, agent: http });
    if (target.protocol === "https:") return requestHttps(target, { method, headers, agent: https });
    throw failure("unsupported protocol");
  };

  const send = async (request: OutgoingRequest): Promise<HttpOutcome> => {
    const start = performance.now();
    // To a tenth: more would be noise.
    const latencyMs = (): number => Math.round((performance.now() - start) * 10) / 10;
    try {
      const opened = open(request).end(request.body);
      const response = await awaitResponse(opened, { ...request, timeoutMs });
      return { ...response, latencyMs: latencyMs() };
    } catch (error) {
      return { error: isClosed ? "aborted" : nameFailure(error), latencyMs: latencyMs() };
    }
  };

  const close = (): void => {
    isClosed = true;
    http.destroy();
    https.destroy();
  };

  return { send, close };
};
