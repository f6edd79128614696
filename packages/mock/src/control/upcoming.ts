import { isoTime } from "../engine/clock.ts";
import type { Engine } from "../engine/create-engine.ts";
import { presentApi } from "../engine/present-task.ts";

/** Something that the clock of an account will make happen. */
interface Upcoming {
  /** By the clock of the account, in milliseconds since 1970. */
  readonly at: number;
  readonly sequence: number;
  readonly kind: "attempt" | "completion";
  readonly namespace: string;
  readonly taskId: string;
  readonly deliveryId?: string;
  readonly attempt?: number;
}

/**
 * Lists what the clock of an account will make happen, soonest first.
 *
 * @example
 * await listUpcoming(engine, "test_key", 10); // [{ at: "2026-03-02T09:32:08.085Z", kind: "attempt", taskId: "…", … }]
 */
export const listUpcoming = async ({ delivers, lives, store }: Engine, key: string, limit: number) => {
  const { deliveries, tasks } = await store.listUnfinished([key]);
  const changes = tasks
    .filter(({ api }) => lives(api))
    .map(({ api, dueAt: at = 0, id, sequence }): Upcoming => {
      return { at, sequence, kind: "completion", namespace: api, taskId: id };
    });
  const attempts = deliveries
    .filter(delivers)
    .map(({ api, attempts: made, id, nextAttemptAt: at = 0, sequence, taskId }): Upcoming => {
      const attempt = made.length + 1;
      return { at, sequence, kind: "attempt", namespace: api, taskId, deliveryId: id, attempt };
    });
  return [...changes, ...attempts]
    .toSorted((left, right) => left.at - right.at || left.sequence - right.sequence)
    .slice(0, limit)
    .map(({ at, attempt, deliveryId, kind, namespace, taskId }) =>
      Object.assign(presentApi(namespace), {
        at: isoTime(at),
        kind,
        taskId,
        ...(deliveryId !== undefined && { deliveryId, attempt }),
      }),
    );
};
