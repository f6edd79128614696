import type { TaskApiId } from "../engine/model.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * The waits before each retry, in milliseconds. Each is `factor` times the one before, and together they fill `span`.
 *
 * Retry n is due at t(n) = span · (factorⁿ − 1) / (factor^count − 1) after the first attempt: the sum of the first n
 * terms of a geometric series whose first term is scaled so that t(count) = span. The times are rounded, not the waits,
 * so that rounding does not add up and the last retry is due after exactly `span`.
 */
const exponential = (count: number, factor: number, span: number): readonly number[] => {
  const dueAt = (retry: number): number => Math.round((span * (factor ** retry - 1)) / (factor ** count - 1));
  return Array.from({ length: count }, (_, index) => dueAt(index + 1) - dueAt(index));
};

interface DeliveryRules {
  readonly delays: readonly number[];
  readonly accepts: (status: number) => boolean;
}

const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

const rules: Readonly<Record<TaskApiId, DeliveryRules>> = {
  // "Up to 20 more times within 24 hours" and "any 2xx". How they are spread is not documented. With 1.5 the first
  // comes after 13 seconds, while somebody may still be watching, and the last two are 5 and 8 hours apart.
  "scale-v1": { delays: exponential(20, 1.5, day), accepts: isSuccess },
  // "One more time" and "exactly 200". When is not documented.
  "scale-beta": { delays: [minute], accepts: (status) => status === 200 },
  // Has no callbacks.
  "dataflowkit-v1": { delays: [], accepts: isSuccess },
};

/**
 * How long to wait before the next attempt, in milliseconds from the start of the one before. There is none if that was
 * the last one. `attemptsMade` counts the first attempt too, so it is at least 1.
 *
 * @example
 * nextRetryDelay("scale-v1", 1); // 12995
 * nextRetryDelay("scale-v1", 21); // undefined
 */
export const nextRetryDelay = (api: TaskApiId, attemptsMade: number): number | undefined =>
  rules[api].delays[attemptsMade - 1];

/**
 * Whether an answer with this status means that the receiver has the callback. No status, no answer, no callback.
 *
 * @example
 * isAccepted("scale-v1", 204); // true
 * isAccepted("scale-beta", 204); // false
 */
export const isAccepted = (api: TaskApiId, status: number | undefined): boolean =>
  status !== undefined && rules[api].accepts(status);
