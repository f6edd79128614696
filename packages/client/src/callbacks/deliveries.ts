/** How far the delivery with a key has come. */
export type DeliveryState = "new" | "running" | "done";

/**
 * Remembers which callbacks were handled, since each may arrive more than once. Write your own to remember them in a
 * database; its methods may be asynchronous.
 */
export interface Deliveries {
  /**
   * Says how far the delivery has come. If it is `new`, it is `running` from now on, and others must not get `new` too:
   * until it is done, is abandoned, or the lease has ended. After that it is `new` again, since nobody else will say that
   * the process has ended which was handling it.
   */
  readonly begin: (key: string, leaseMs: number) => DeliveryState | Promise<DeliveryState>;

  /** The handler succeeded: it is `done`. */
  readonly complete: (key: string) => void | Promise<void>;

  /** The handler failed: it is `new` again. */
  readonly abandon: (key: string) => void | Promise<void>;
}

/**
 * Remembers deliveries in memory: for one process, until it ends.
 *
 * @param limit how many to remember; beyond it the oldest are forgotten
 * @example
 * receiveScaleCallback(request, { authKey, onCallback, deliveries });
 */
export const rememberDeliveries = (limit = 10_000): Deliveries => {
  /** When the lease of each ends, in milliseconds: never, if it is done. */
  const leases = new Map<string, number>();
  const remember = (key: string, end: number): void => {
    leases.set(key, end);
    const [oldest] = leases.keys();
    if (leases.size > limit && oldest !== undefined) leases.delete(oldest);
  };
  return {
    begin: (key, leaseMs) => {
      const end = leases.get(key) ?? 0;
      if (end === Infinity) return "done";
      if (end > Date.now()) return "running";
      leases.delete(key);
      remember(key, Date.now() + leaseMs);
      return "new";
    },
    complete: (key) => remember(key, Infinity),
    abandon: (key) => void leases.delete(key),
  };
};
