import type { IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import type { Dispatch } from "@task-contracts/mock/pipeline/create-dispatch";
import type { PipelineResult } from "@task-contracts/mock/pipeline/pipeline-result";
import type { PlainRequest } from "@task-contracts/mock/pipeline/plain-request";
import { callPeer, findSilent, type Others, plain, tellPeers, toResponse, unreachable } from "./call-peer.ts";
import { mergeBodies } from "./merge-responses.ts";
import { mergeEventStreams } from "./merge-event-streams.ts";

/** How a request gets to all instances, this one included. */
export interface EachOptions extends Others {
  readonly dispatch: Dispatch;
  /** In bytes, of the body of a request. */
  readonly bodyBytes: () => number;
  /** Reads again what this instance shares with the others. */
  readonly refresh: () => Promise<void>;
}

/** A request of the control API that concerns all accounts. */
export interface ForEach {
  readonly operationId: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** Sends a request to all instances, and merges what they respond. */
export const sendToEach = async (
  options: EachOptions,
  request: PlainRequest,
  { operationId, query }: ForEach,
): Promise<PipelineResult> => {
  const { bodyBytes, dispatch, leases, refresh } = options;
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
    await tellPeers(options);
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
