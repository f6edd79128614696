import { redactUrl } from "@task-contracts/mock/text/redact";
import { accountMark } from "./account-mark.ts";
import type { DeliveryEvent } from "./log-event.ts";

/** A delivery after an attempt, from the engine or the control API. */
export interface TriedDelivery {
  readonly api: string;
  readonly account?: string | undefined;
  readonly taskId: string;
  readonly url: string;
  readonly callback: string;
  readonly status: "pending" | "succeeded" | "failed";
  readonly attempts: readonly Attempt[];
  readonly nextAttemptAt?: Time | undefined;
}

interface Attempt {
  readonly at: Time;
  readonly latencyMs: number;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
}

/** Milliseconds since 1970, or ISO 8601. */
type Time = number | string;

/**
 * Reports the newest attempt of a delivery; undefined if there was none yet.
 *
 * @example
 * const event = toDeliveryEvent(delivery);
 * if (event) log(event);
 */
export const toDeliveryEvent = (delivery: TriedDelivery): DeliveryEvent | undefined => {
  const { api, taskId, url, callback, status: outcome, attempts, nextAttemptAt } = delivery;
  const last = attempts.at(-1);
  if (!last) return undefined;
  return {
    event: "delivery",
    ...(delivery.account !== undefined && { account: accountMark(delivery.account) }),
    time: new Date().toISOString(),
    api,
    task: taskId,
    callback,
    url: redactUrl(url),
    attempt: attempts.length,
    ...(last.status !== undefined && { status: last.status }),
    ...(last.error !== undefined && { error: last.error }),
    duration: last.latencyMs,
    outcome,
    ...(nextAttemptAt !== undefined && {
      retryIn: Number(new Date(nextAttemptAt)) - Number(new Date(last.at)),
    }),
  };
};
