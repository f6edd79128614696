import type { Engine } from "../engine/create-engine.ts";
import { EngineFailure } from "../engine/failure.ts";
import type { DeliveryRecord } from "../engine/model.ts";

/** What to wait for. */
export interface WaitForDelivery {
  readonly taskId: string;
  readonly account?: string | undefined;
  /** `attempted`: until it was sent at least once. `ended`: until no attempt will follow, including duplicates and replays. */
  readonly until: "attempted" | "ended";
  /** In real milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Waits for the callback of a task, and returns its newest delivery.
 *
 * @throws {EngineFailure} 408 after a timeout, or when the server closes.
 */
export const waitForDelivery = async (
  { closing, events, host, serial, store }: Engine,
  { taskId, account, until, timeoutMs }: WaitForDelivery,
): Promise<DeliveryRecord> => {
  const query = { taskId, ...(account !== undefined && { account }) };
  const { promise, resolve, reject } = Promise.withResolvers<DeliveryRecord>();
  // The timeout may pass before the promise is awaited.
  promise.catch(() => undefined);
  const look = async (): Promise<void> => {
    // Not while the task is being completed: a duplicate of its callback may be about to be stored.
    const all = await serial(`task ${taskId}`, () => store.listDeliveries(query));
    const newest = all.at(-1);
    if (newest && (until === "ended" ? all.every(isEnded) : isAttempted(newest))) resolve(newest);
  };
  // Listens before it looks, so that no event is missed in between.
  const stop = events.listen((event) => {
    if (event.type !== "delivery" || event.delivery.taskId !== taskId) return;
    if (account !== undefined && event.account !== account) return;
    if (until === "attempted") resolve(event.delivery);
    else look().catch(reject);
  });
  const giveUp = (): void => {
    const what = until === "ended" ? "came to its end" : "was sent";
    reject(
      new EngineFailure(
        408,
        `No callback for task ${taskId} ${what} within ${timeoutMs} ms. Is its clock frozen, or the task still pending?`,
      ),
    );
  };
  const cancel = host.later(giveUp, timeoutMs, { keepsProcess: true });
  closing.addEventListener("abort", giveUp);
  // A request may have been on its way here when the server closed.
  if (closing.aborted) giveUp();
  try {
    look().catch(reject);
    return await promise;
  } finally {
    cancel();
    closing.removeEventListener("abort", giveUp);
    stop();
  }
};

const isEnded = ({ status }: DeliveryRecord): boolean => status !== "pending";

const isAttempted = ({ attempts }: DeliveryRecord): boolean => attempts.length > 0;
