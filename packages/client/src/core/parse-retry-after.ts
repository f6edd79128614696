/**
 * Reads the header `Retry-After` of an answer, which is a number of seconds or a date.
 *
 * @returns how long to wait, in milliseconds; nothing if there is no such header, or none that makes sense.
 * @example
 * parseRetryAfter(response, Date.now()); // 2000
 */
export const parseRetryAfter = ({ headers }: Response, now: number): number | undefined => {
  const value = headers.get("retry-after") ?? "";
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};
