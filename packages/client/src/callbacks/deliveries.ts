/** How far the delivery with a key has come. */
export type DeliveryState = "new" | "running" | "done";

/**
 * Remembers which callbacks were handled, since each may arrive more than once. Write your own to remember them in a
 * database; its methods may be asynchronous.
 */
export interface Deliveries {
  /** Says how far the delivery has come. If it is `new`, it is `running` from now on; others must not get `new` too. */
  readonly begin: (key: string) => DeliveryState | Promise<DeliveryState>;

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
  const states = new Map<string, DeliveryState>();
  return {
    begin: (key) => {
      const state = states.get(key) ?? "new";
      if (state === "new") states.set(key, "running");
      const [oldest] = states.keys();
      if (states.size > limit && oldest !== undefined) states.delete(oldest);
      return state;
    },
    complete: (key) => void states.set(key, "done"),
    abandon: (key) => void states.delete(key),
  };
};
