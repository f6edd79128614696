/** How far callbacks have to be. `ended`: no attempt will follow, of duplicates and replays as well. */
export type DeliveryProgress = "attempted" | "ended";

/** What a record of the engine and a response of the control API have in common. */
interface Attempted {
  readonly attempts: readonly unknown[];
  readonly status: string;
}

/**
 * Tells whether a wait for a number of callbacks is over.
 *
 * @param deliveries All deliveries of the task, the oldest first.
 */
export const haveArrived = (
  deliveries: readonly Attempted[],
  count: number,
  until: DeliveryProgress,
): boolean =>
  deliveries.length >= count &&
  (until === "ended" ? deliveries.every(isEnded) : deliveries.slice(-count).every(isAttempted));

const isEnded = ({ status }: Attempted): boolean => status !== "pending";

/** One that was given up is not attempted any more. */
const isAttempted = ({ attempts, status }: Attempted): boolean => attempts.length > 0 || status !== "pending";
