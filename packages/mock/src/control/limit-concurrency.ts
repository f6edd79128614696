import { type LimitName, type Limits, limitReached } from "../limits.ts";

/**
 * Limits the number of concurrent jobs.
 *
 * @throws {EngineFailure} 507 for a job beyond that.
 * @example
 * const run = limitConcurrency("waits", limits, "Let some of them end.");
 * await run(() => waitForDelivery(engine, wait));
 */
export const limitConcurrency = (
  name: LimitName,
  limits: Limits,
  remedy: string,
): (<T>(job: () => Promise<T>) => Promise<T>) => {
  let running = 0;
  return async (job) => {
    if (running >= limits[name]) throw limitReached(name, limits, remedy);
    running += 1;
    try {
      return await job();
    } finally {
      running -= 1;
    }
  };
};
