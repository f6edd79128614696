import { controlApiId } from "@task-contracts/mock/control/api-id";
import type { Dispatch, Identify } from "@task-contracts/mock/pipeline/create-dispatch";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { PlainRequest } from "@task-contracts/mock/pipeline/plain-request";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import type { Store } from "@task-contracts/mock/engine/store/store";
import { callPeer, LOOK_AGAIN, plain, toResponse, unreachable } from "./call-peer.ts";
import { controlRoutes } from "./control-routes.ts";
import {
  NotReached,
  OUTCOME_STATUS,
  outcomeHeaders,
  outcomeOf,
  type PassedOn,
  type Peer,
  type PeerCall,
} from "./peers.ts";
import { type EachOptions, type ForEach, sendToEach } from "./send-to-each.ts";

/** What leads requests to the instance of their account. */
export interface RouteOptions extends EachOptions {
  readonly identify: Identify;
  readonly store: Store;
}

/** All accounts, in the query of the control API. */
const ALL = "*";

/** The account of a request, or another way to find its instance. */
type Target =
  | { readonly to: "account"; readonly account: string; readonly claim: boolean }
  | ({ readonly to: "each" } & ForEach)
  | { readonly to: "here" };

/** Leads each request to the instance that has its account, as if every instance had all of them. */
export const routeRequests = (options: RouteOptions): Dispatch => {
  const { dispatch, leases, peers, refresh } = options;

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
    const target = await targetOf(options, request);
    if (target.to === "here") return dispatch(request);
    return target.to === "each"
      ? sendToEach(options, request, target)
      : sendToOwner(options, request, target);
  };
};

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
    if (body === undefined) return dispatch(again);
    const answer = await passOn(options, place, { ...request, body }, { act: "account", account });
    if (answer !== "again") return answer;
    leases.forgetPlace(account);
    if (performance.now() > end) return plain(unreachable(place.url));
    await new Promise((resolve) => void setTimeout(resolve, LOOK_AGAIN));
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

/** What another instance has done, which remembers and counts it. */
const forwarded = (response: Response): PipelineResult => ({ ...plain(response), isForwarded: true });

const dropped: PipelineResult = { violations: [], defects: [], isForwarded: true };
