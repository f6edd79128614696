import type { OutgoingCallback, SendOutcome } from "@task-contracts/mock/engine/host";
import { version } from "../version.ts";
import type { AddressPolicy } from "./address-policy.ts";
import { createHttpClient } from "./http-client.ts";

export interface Sender {
  /** Never rejects. */
  readonly send: (callback: OutgoingCallback) => Promise<SendOutcome>;
  /** Aborts all attempts with the error "aborted", and closes all connections. */
  readonly close: () => void;
}

export interface SenderOptions {
  /** The timeout of a whole attempt, in milliseconds. Default: 10 seconds. */
  readonly timeoutMs?: number;
  /** Which IP addresses are allowed. Default: all. */
  readonly allowAddress?: AddressPolicy;
}

/** Enough to recognize an error page, and so little that it can be kept with every attempt. */
const limits = { keep: 1024, discard: 65_536 };

/**
 * Creates a sender of callbacks.
 *
 * @example
 * const sender = createSender({ allowAddress: (ip) => !isPrivateAddress(ip) });
 * const body = encodeCallback(delivery.mediaType, delivery.payload);
 * await sender.send({ url, mediaType: delivery.mediaType, body, headers: deliveryHeaders(account) });
 * // { status: 200, responseBody: "ok", latencyMs: 3.2 }, or { error: "ECONNREFUSED", latencyMs: 0.7 }
 */
export const createSender = ({
  timeoutMs = 10_000,
  allowAddress = () => true,
}: SenderOptions = {}): Sender => {
  const client = createHttpClient({ timeoutMs, allowAddress });
  return {
    close: client.close,
    send: async ({ method, url, mediaType, body, headers, signal }) => {
      const answer = await client.send({
        method,
        url,
        headers: {
          "user-agent": `task-mock/${version}`,
          ...headers,
          "content-type": mediaType,
          "content-length": body.byteLength,
        },
        body,
        limits,
        signal,
      });
      if ("error" in answer) return answer;
      return { status: answer.status, responseBody: answer.body, latencyMs: answer.latencyMs };
    },
  };
};
