import type { IncomingMessage } from "node:http";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import { responseHeaders } from "../proxy/end-to-end-headers.ts";
import type { Leases } from "./leases.ts";
import type { PassedOn, Peer, PeerCall, Peers } from "./peers.ts";

/** How long to wait before an instance is looked up again, in milliseconds. */
export const LOOK_AGAIN = 100;

/** The other instances. */
export interface Others {
  readonly leases: Leases;
  readonly peers: Peers;
}

/**
 * Calls another instance. When that is taken to be gone, the wait for the response ends, and so does a response that is still
 * being read: one that hangs keeps its connections, and has lost its accounts all the same.
 *
 * @param timeoutMs How long the response may take to begin. Default: as long as the instance is there.
 */
export const callPeer = async (
  { leases, peers }: Others,
  peer: Peer,
  request: PassedOn,
  { timeoutMs, ...call }: PeerCall & { readonly timeoutMs?: number },
): Promise<IncomingMessage> => {
  const gone = new AbortController();
  const look = (): void => {
    if (!leases.peers().some(({ id }) => id === peer.id)) gone.abort();
  };
  const forget = (): void => void leases.onPeersChanged.delete(look);
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => gone.abort(), timeoutMs);
  leases.onPeersChanged.add(look);
  try {
    const response = await peers.send(peer, request, call, gone.signal);
    return response.once("close", forget);
  } catch (error) {
    forget();
    throw error;
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Makes all other instances read again what they share.
 *
 * @returns One that has not, within the time of a lease.
 */
export const tellPeers = async (others: Others): Promise<Peer | undefined> => {
  const { leases } = others;
  const call = { act: "refresh", timeoutMs: leases.leaseMs } as const;
  const silent = await Promise.all(
    leases.peers().map((peer) =>
      callPeer(others, peer, refreshRequest, call).then(
        (response) => {
          response.resume();
          return response.statusCode === 204 ? undefined : peer;
        },
        () => peer,
      ),
    ),
  );
  return silent.find((peer) => peer !== undefined);
};

const refreshRequest: PassedOn = {
  method: "POST",
  path: "/_mock/health",
  search: "",
  headers: {},
  body: new Uint8Array(0),
};

/** Waits until each instance responds, or its accounts have gone to others. Returns one that does neither. */
export const findSilent = async (others: Others): Promise<Peer | undefined> => {
  const { leases } = others;
  const end = performance.now() + 2 * leases.leaseMs + 2000;
  for (;;) {
    await leases.ensureValid();
    const silent = await tellPeers(others);
    if (!silent || performance.now() > end) return silent;
    await new Promise((resolve) => void setTimeout(resolve, LOOK_AGAIN));
    await leases.refreshPeers();
  }
};

/** The response of another instance, as this one sends it on. */
export const toResponse = (method: string, response: IncomingMessage): Response => {
  const { headers, statusCode = 502 } = response;
  const head = {
    statusCode,
    headers: {
      ...responseHeaders(headers),
      ...(headers["sl-violations"] !== undefined && { "sl-violations": headers["sl-violations"] }),
    } as Record<string, string>,
  };
  if (method !== "HEAD" && statusCode !== 204 && statusCode !== 304) return { ...head, body: response };
  response.resume();
  return head;
};

/** A response that no operation has given. */
export const plain = (response: Response): PipelineResult => ({ response, violations: [], defects: [] });

/** Refuses a request whose account is out of reach. */
export const unreachable = (url = ""): Response =>
  refuseAsJson({
    status: 503,
    message: `The instance at ${url}, which has the account, does not respond. Check whether the instances reach each other: see --instance-url. Then retry the request.`,
    headers: { "retry-after": "5" },
  });
