import type { Engine } from "../engine/create-engine.ts";
import type { DeliveryRecord } from "../engine/model.ts";
import { type DeliveryProgress, haveArrived } from "./have-arrived.ts";
import { waitUntil } from "./wait-until.ts";

/** What to wait for. */
export interface WaitForDelivery {
  readonly taskId: string;
  readonly account?: string | undefined;
  readonly until: DeliveryProgress;
  /** In real milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Waits for the callback of a task, and returns its newest delivery.
 *
 * @throws {EngineFailure} 408 after a timeout, or when the server closes.
 */
export const waitForDelivery = async (engine: Engine, wanted: WaitForDelivery): Promise<DeliveryRecord> => {
  const [newest] = (await waitForDeliveries(engine, { ...wanted, count: 1 })).slice(-1);
  if (newest) return newest;
  throw new Error("A wait for one delivery ended without one.");
};

/**
 * Waits until a task has a number of deliveries, duplicates and replays included, and returns all of them, the oldest first.
 *
 * @throws {EngineFailure} 408 after a timeout, or when the server closes.
 */
export const waitForDeliveries = (
  engine: Engine,
  { account, count, taskId, timeoutMs, until }: WaitForDelivery & { readonly count: number },
): Promise<readonly DeliveryRecord[]> => {
  const { serial, store } = engine;
  const query = { taskId, ...(account !== undefined && { account }) };
  return waitUntil(engine, {
    timeoutMs,
    explain: () => {
      const what = until === "ended" ? "came to its end" : "was sent";
      const which = count === 1 ? "No callback" : `Not each of ${count} callbacks`;
      return `${which} for task ${taskId} ${what} within ${timeoutMs} ms. Is its clock frozen, or the task still pending?`;
    },
    concerns: (event) =>
      event.type === "delivery" &&
      event.delivery.taskId === taskId &&
      (account === undefined || event.account === account),
    // Not while the task is being completed: a duplicate of its callback may be about to be stored.
    look: async () => {
      const all = await serial(`task ${taskId}`, () => store.listDeliveries(query));
      return haveArrived(all, count, until) ? all : undefined;
    },
  });
};
