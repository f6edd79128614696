/**
 * Timeouts for clients, in milliseconds. A request that exceeds one gets a 408 and loses its connection, of which there are
 * only as many as the process may open files.
 */
export const timeLimits = {
  /** For the head of a request, from the first byte of the connection or the end of the previous request. */
  headersTimeout: 5000,
  /** For a whole request, with its body. */
  requestTimeout: 60_000,
  /** How often they are checked. Node's own interval is as long as half a minute. */
  connectionsCheckingInterval: 1000,
};

/** A proxy accepts larger bodies. */
export const proxyTimeLimits: typeof timeLimits = { ...timeLimits, requestTimeout: 300_000 };
