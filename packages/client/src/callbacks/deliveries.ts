/** How far the delivery with a key has come. */
export type DeliveryState = "new" | "running" | "done";

/**
 * Remembers which callbacks were handled, since each may arrive more than once. Write your own to remember them in a
 * database; its methods may be asynchronous.
 */
export interface Deliveries {
  /**
   * Says how far the delivery has come. If it is `new`, it is `running` from now on, and no other caller may get `new`
   * until it is done, is abandoned, or the lease has ended. After that it is `new` again, since a process that has ended
   * cannot abandon what it was handling.
   *
   * @param leaseId names this lease. Store it with the key
   */
  readonly begin: (key: string, leaseMs: number, leaseId: string) => DeliveryState | Promise<DeliveryState>;

  /** The handler succeeded: it is `done`. Ignore this if another lease has begun since. */
  readonly complete: (key: string, leaseId: string) => void | Promise<void>;

  /** The handler failed: it is `new` again. Ignore this if another lease has begun since. */
  readonly abandon: (key: string, leaseId: string) => void | Promise<void>;
}

/**
 * Remembers deliveries in memory: for one process, until it ends.
 *
 * @param limit how many to remember; beyond it the oldest are forgotten
 * @example
 * receiveScaleCallback(request, { authKey, onCallback, deliveries });
 */
export const rememberDeliveries = (limit = 10_000): Deliveries => {
  const leases = new Map<string, Lease>();
  const remember = (key: string, lease: Lease): void => {
    leases.set(key, lease);
    const [oldest] = leases.keys();
    if (leases.size > limit && oldest !== undefined) leases.delete(oldest);
  };
  const isOwn = (key: string, leaseId: string): boolean => (leases.get(key)?.id ?? leaseId) === leaseId;
  return {
    begin: (key, leaseMs, leaseId) => {
      const end = leases.get(key)?.end ?? 0;
      if (end === Infinity) return "done";
      if (end > Date.now()) return "running";
      leases.delete(key);
      remember(key, { id: leaseId, end: Date.now() + leaseMs });
      return "new";
    },
    complete: (key, leaseId) => {
      if (isOwn(key, leaseId)) remember(key, { id: leaseId, end: Infinity });
    },
    abandon: (key, leaseId) => {
      if (isOwn(key, leaseId)) leases.delete(key);
    },
  };
};

interface Lease {
  readonly id: string;

  /** When it ends, in milliseconds: never, if the delivery is done. */
  readonly end: number;
}
