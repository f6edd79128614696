import { ConnectionError } from "../errors/connection-error.ts";
import { TimeoutError } from "../errors/timeout-error.ts";
import { parseRetryAfter } from "./parse-retry-after.ts";

/** If the service asks to wait longer than this, in milliseconds, the caller is told instead of kept waiting. */
const longestWait = 60_000;

/**
 * How long to wait before a try is repeated, in milliseconds; nothing if it is not worth it. Tries are repeated after
 * failures of the network and the statuses 408, 429 and 5xx. The wait doubles each time up to 8 s, and up to half of it is
 * left to chance, so that clients that failed together do not come back together. `Retry-After` takes precedence.
 *
 * @param outcome the answer to the try, or its error
 * @param attempt 1 for the first try
 * @example
 * retryDelay(new Response(null, { status: 503 }), 1, Date.now()); // 250 to 500
 */
export const retryDelay = (outcome: unknown, attempt: number, now: number): number | undefined => {
  const { status } = Object(outcome) as { readonly status?: number };
  const mayPass =
    outcome instanceof ConnectionError || outcome instanceof TimeoutError || /408|429|5../.test(`${status}`);
  if (!mayPass) return undefined;
  const asked = outcome instanceof Response ? parseRetryAfter(outcome, now) : undefined;
  const delay = asked ?? Math.min(250 * 2 ** attempt, 8000) * (1 - Math.random() / 2);
  return delay > longestWait ? undefined : delay;
};
