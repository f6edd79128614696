import { setTimeout as sleep } from "node:timers/promises";
import { call } from "../processes/call.ts";
import type { WireRequest } from "../load/wire-request.ts";
import { hasEnded } from "../processes/children.ts";
import type { Server } from "./peer.ts";
import { listTasks } from "./scale-requests.ts";

/** How often a server is asked whether it is there, in milliseconds. */
const INTERVAL = 5;

/**
 * Waits for the first response of a server that was just launched.
 *
 * @param first What to ask. Default: a list of tasks.
 * @throws {Error} If the process ends, or the answer is no success.
 */
export const awaitAnswer = async <T extends Server>(
  server: T,
  first: WireRequest = listTasks(server.base, "test_start", "limit=1"),
): Promise<T> => {
  const { port, child } = server;
  for (;;) {
    if (hasEnded(child)) throw new Error(`${child.spawnargs.join(" ")} ended at its start.`);
    const answer = await call(port, first).catch(() => undefined);
    if (answer?.status === 200) return server;
    if (answer)
      throw new Error(`${child.spawnargs.join(" ")} answered its first request with ${answer.status}.`);
    await sleep(INTERVAL);
  }
};
