/**
 * How long a client may take, in milliseconds. What takes longer gets a 408 and loses its connection, of which there are
 * as many as the process may open files.
 */
export const timeLimits = {
  /** For the head of a request, from the first byte of the connection or the end of the request before. */
  headersTimeout: 5000,
  /** For a whole request, with its body. */
  requestTimeout: 60_000,
  /** How often that is looked at. Node's own pause is as long as half a minute. */
  connectionsCheckingInterval: 1000,
};

/** A proxy takes larger bodies. */
export const proxyTimeLimits: typeof timeLimits = { ...timeLimits, requestTimeout: 300_000 };
