import { createServer, type RequestListener, type Server } from "node:http";
import { fixedBounds } from "@task-contracts/mock/limits";
import { refuseUnreadable } from "./refuse-unreadable.ts";
import { refuseUnserved } from "./refuse-unserved.ts";
import type { timeLimits } from "./time-limits.ts";

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
