import type { Load } from "../load/load.ts";
import type { WireRequest } from "../load/wire-request.ts";
import type { Server } from "./peer.ts";

/** Requests under way at a time. */
const CONNECTIONS = 64;

/**
 * Creates so many tasks, as fast as the server takes them.
 *
 * @throws {Error} If one of them is refused.
 */
export const fill = async (
  load: Load,
  { port }: Server,
  requests: readonly WireRequest[],
  count: number,
): Promise<void> => {
  const { answers, failures, firstFailure } = await load({
    port,
    requests,
    connections: Math.min(CONNECTIONS, count),
    until: { answers: count },
    status: 200,
  });
  if (failures > 0 || answers !== count) {
    throw new Error(`Only ${answers - failures} of ${count} tasks were created: ${firstFailure}.`);
  }
};
