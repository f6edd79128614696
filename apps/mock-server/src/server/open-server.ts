import type { RequestListener, Server } from "node:http";
import { fixedBounds } from "@task-contracts/mock/limits";
import { refuseUnreadable } from "./refuse-unreadable.ts";
import { refuseUnserved } from "./refuse-unserved.ts";
import type { timeLimits } from "./time-limits.ts";

// An import would load all that node:http exports, the lazy parts too, which takes 40 ms.
const { createServer } = process.getBuiltinModule("node:http");

/**
 * Creates a server, not listening yet, that responds with a message where Node by itself has none.
 *
 * @example
 * const server = openServer(timeLimits, (request, response) => void handle(request, response));
 */
export const openServer = (limits: typeof timeLimits, listener?: RequestListener): Server => {
  const server = createServer(
    { ...limits, maxHeaderSize: fixedBounds.headBytes.value, requireHostHeader: false },
    listener,
  );
  refuseUnreadable(server);
  refuseUnserved(server);
  return server;
};
