import type { Response } from "@task-contracts/mock/pipeline/prism";
import type { HeldBody } from "./hold-body.ts";

/** A response of the service, to be passed on as it is. */
export interface Forwarded extends Response {
  /** Absent where HTTP allows none: in the response to HEAD, and with 204 and 304. */
  readonly held?: HeldBody;
}

/** By identity, since no response of a service may look like one. */
const forwarded = new WeakSet<Response>();

/**
 * @example
 * asForwarded({ statusCode: 204 });
 */
export const asForwarded = (response: Forwarded): Forwarded => {
  forwarded.add(response);
  return response;
};

/** Whether a response came from the service. If not, it is the proxy's own. */
export const isForwarded = (response: Response): response is Forwarded => forwarded.has(response);
