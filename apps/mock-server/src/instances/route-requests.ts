import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { controlApiId } from "@task-contracts/mock/control/api-id";
import type { Dispatch, Identify } from "@task-contracts/mock/pipeline/create-dispatch";
import { refuseAsJson } from "@task-contracts/mock/pipeline/json-response";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { PlainRequest } from "@task-contracts/mock/pipeline/plain-request";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import type { Store } from "@task-contracts/mock/engine/store/store";
import { toStoreError } from "../store/postgres-error.ts";
import { responseHeaders } from "../proxy/end-to-end-headers.ts";
import { controlRoutes } from "./control-routes.ts";
import type { Leases } from "./leases.ts";
import { mergeBodies } from "./merge-responses.ts";
import { mergeEventStreams } from "./merge-event-streams.ts";
import {
  NotReached,
  OUTCOME_STATUS,
  outcomeHeaders,
  outcomeOf,
  type PassedOn,
  type Peer,
  type PeerCall,
  type Peers,
} from "./peers.ts";

/** What leads requests to the instance of their account. */
export interface RouteOptions {
  /** Of this instance. */
  readonly dispatch: Dispatch;
  readonly identify: Identify;
  readonly leases: Leases;
  readonly peers: Peers;
  readonly store: Store;
  /** In bytes, of the body of a request. */
  readonly bodyBytes: () => number;
  readonly refresh: () => Promise<void>;
  readonly place: string;
}

/** How long to wait before an instance is looked up again, in milliseconds. */
const LOOK_AGAIN = 100;

/** All accounts, in the query of the control API. */
const ALL = "*";

/** The account of a request, or another way to find its instance. */
type Target =
  | { readonly to: "account"; readonly account: string; readonly claim: boolean }
  | { readonly to: "each"; readonly operationId: string; readonly query: Readonly<Record<string, unknown>> }
  | { readonly to: "here" };

/** Leads each request to the instance that has its account, as if every instance had all of them. */
export const routeRequests = (options: RouteOptions): Dispatch => {
  const { dispatch, leases, peers, place, refresh } = options;

  const forPeer = async (request: PlainRequest, { account = "", act }: PeerCall): Promise<PipelineResult> => {
    if (act === "refresh") {
      await refresh();
      return forwarded({ statusCode: 204 });
    }
    // The instance that has the client counts it.
    if (act === "each") return { ...(await dispatch(request)), isForwarded: true };
    if (leases.has(account)) return leases.hold(account, () => dispatch(request));
    return forwarded({ statusCode: OUTCOME_STATUS, headers: outcomeHeaders("misdirected") });
  };

  return async (request) => {
    const call = peers.read(request.headers);
    if (call) return forPeer(request, call);
    try {
      const target = await targetOf(options, request);
      if (target.to === "here") return await dispatch(request);
      if (target.to === "each") return await sendToEach(options, request, target);
      return await sendToOwner(options, request, target);
    } catch (error) {
      throw isOfDatabase(error) ? toStoreError(error, place) : error;
    }
  };
};

const isOfDatabase = (error: unknown): boolean =>
  error instanceof Error &&
  ("severity" in error || "errno" in error || /connection|timeout/i.test(error.message));

const targetOf = async ({ identify, store }: RouteOptions, request: PlainRequest): Promise<Target> => {
  const found = await identify(request);
  if (!found) return here;
  const claim = request.method !== "GET" && request.method !== "HEAD";
  const { api, apiKey, operationId, params, query } = found;
  if (api !== controlApiId) {
    return apiKey === undefined ? here : { to: "account", account: apiKey, claim };
  }
  const { account } = query;
  if (typeof account === "string" && account !== ALL && account !== "")
    return { to: "account", account, claim };
  switch (controlRoutes[operationId]) {
    case "each":
      return { to: "each", operationId, query };
    case "task": {
      const [task] = await store.findTasks(String(params["taskId"]));
      return task ? { to: "account", account: task.account, claim } : here;
    }
    case "delivery": {
      const delivery = await store.getDelivery(String(params["deliveryId"]));
      return delivery ? { to: "account", account: delivery.account, claim } : here;
    }
    default:
      return here;
  }
};

const here: Target = { to: "here" };

type Body = Awaited<ReturnType<PlainRequest["readBody"]>>;

/** Sends a request to the instance of an account, wherever it is by now. */
const sendToOwner = async (
  options: RouteOptions,
  request: PlainRequest,
  { account, claim }: Extract<Target, { to: "account" }>,
): Promise<PipelineResult> => {
  const { bodyBytes, dispatch, leases } = options;
  const end = performance.now() + 3 * leases.leaseMs + 2000;
  let read: Promise<Body> | undefined;
  /** Once: after an attempt that reached no one, there is another. */
  const readBody = async (): Promise<Body> => (read ??= Promise.resolve(request.readBody(bodyBytes())));
  const again: PlainRequest = {
    ...request,
    readBody: () => (read ? readBody() : request.readBody(bodyBytes())),
  };
  for (;;) {
    const place = await leases.locate(account, { claim });
    if (place === "here") return leases.hold(account, () => dispatch(again));
    if (place === "nowhere") return dispatch(again);
    const body = await readBody();
    // It is refused in the format of the API's errors, wherever it comes to.
    if (!body) return dispatch(again);
    const answer = await passOn(options, place, { ...request, body }, { act: "account", account });
    if (answer !== "again") return answer;
    leases.forgetPlace(account);
    if (performance.now() > end) return plain(unreachable(place.url));
    await new Promise((resolve) => void setTimeout(resolve, LOOK_AGAIN));
  }
};

type Others = Pick<RouteOptions, "leases" | "peers">;

/**
 * Calls another instance. When that is taken to be gone, the wait for the response ends, and so does a response that is still
 * being read: one that hangs keeps its connections, and has lost its accounts all the same.
 *
 * @param timeoutMs How long the response may take to begin. Default: as long as the instance is there.
 */
const callPeer = async (
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

const passOn = async (
  options: RouteOptions,
  peer: Peer,
  request: PassedOn,
  call: PeerCall,
): Promise<PipelineResult | "again"> => {
  try {
    const response = await callPeer(options, peer, request, call);
    const outcome = outcomeOf(response);
    if (outcome === undefined) return forwarded(toResponse(request.method, response));
    response.resume();
    return outcome === "misdirected" ? "again" : dropped;
  } catch (error) {
    // What only reads can be asked again. All else may have been done: as if this instance had gone with the other one.
    const isHarmless = request.method === "GET" || request.method === "HEAD";
    return error instanceof NotReached || isHarmless ? "again" : dropped;
  }
};

const toResponse = (method: string, response: IncomingMessage): Response => {
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

/** Sends a request to all instances, and merges what they respond. */
const sendToEach = async (
  options: RouteOptions,
  request: PlainRequest,
  { operationId, query }: Extract<Target, { to: "each" }>,
): Promise<PipelineResult> => {
  const { bodyBytes, dispatch, leases, peers, refresh } = options;
  const body = await request.readBody(bodyBytes());
  const own: PlainRequest = { ...request, readBody: () => body };
  if (body === undefined) return dispatch(own);
  const silent = await findSilent(options);
  if (silent) return plain(unreachable(silent.url));
  const others = leases.peers();
  const sending = others.map((peer) =>
    callPeer(options, peer, { ...request, body }, { act: "each" }).catch(() => undefined),
  );
  const answer = await dispatch(own);
  const responses = await Promise.all(sending);
  const { response } = answer;
  if (!response || response.statusCode >= 400 || others.length === 0) return answer;
  const bodies: IncomingMessage[] = [];
  for (const [index, other] of responses.entries()) {
    if (!other) return plain(unreachable(others[index]?.url));
    if ((other.statusCode ?? 502) >= 400) return plain(toResponse(request.method, other));
    bodies.push(other);
  }
  if (operationId === "streamEvents") {
    const merged = mergeEventStreams([response.body as AsyncIterable<Uint8Array>, ...bodies]);
    const end = (): void => void merged.end();
    leases.onPeersChanged.add(end);
    merged.once("close", () => leases.onPeersChanged.delete(end));
    return { ...answer, response: { ...response, body: merged } };
  }
  const parsed = await Promise.all(bodies.map(readJson));
  // Each has stored the defaults of new accounts, and one of them was the last.
  if (request.method !== "GET") {
    await refresh();
    await tellPeers(leases, peers);
  }
  return response.statusCode === 204
    ? answer
    : {
        ...answer,
        response: { ...response, body: mergeBodies(operationId, [response.body, ...parsed], query) },
      };
};

const readJson = (response: IncomingMessage): Promise<unknown> => {
  if (response.statusCode !== 204) return json(response);
  response.resume();
  return Promise.resolve(undefined);
};

/** Waits until each instance responds, or its accounts have gone to others. Returns one that does neither. */
const findSilent = async (options: RouteOptions): Promise<Peer | undefined> => {
  const { leases, peers } = options;
  const end = performance.now() + 2 * leases.leaseMs + 2000;
  for (;;) {
    await leases.ensureValid();
    const silent = await tellPeers(leases, peers);
    if (!silent || performance.now() > end) return silent;
    await new Promise((resolve) => void setTimeout(resolve, LOOK_AGAIN));
    await leases.refreshPeers();
  }
};

/**
 * Makes all other instances read again what they share.
 *
 * @returns One that has not, within the time of a lease.
 */
export const tellPeers = async (leases: Leases, peers: Peers): Promise<Peer | undefined> => {
  const call = { act: "refresh", timeoutMs: leases.leaseMs } as const;
  const silent = await Promise.all(
    leases.peers().map((peer) =>
      callPeer({ leases, peers }, peer, refreshRequest, call).then(
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

const plain = (response: Response): PipelineResult => ({ response, violations: [], defects: [] });

/** What another instance has done, which remembers and counts it. */
const forwarded = (response: Response): PipelineResult => ({ ...plain(response), isForwarded: true });

const dropped: PipelineResult = { violations: [], defects: [], isForwarded: true };

const unreachable = (url = ""): Response =>
  refuseAsJson({
    status: 503,
    message: `The instance at ${url}, which has the account, does not respond. Check whether the instances reach each other: see --instance-url. Then retry the request.`,
    headers: { "retry-after": "5" },
  });
