import type { RetryRule } from "@task-contracts/openapi-model";

/**
 * The delays before each retry, in milliseconds from the start of the previous attempt. Each is `growth` times the previous
 * one, and their sum is the time within which the rule has all retries.
 *
 * Retry n is due at t(n) = within · (growthⁿ − 1) / (growth^times − 1) after the first attempt: the sum of the first n
 * terms of a geometric series whose first term is such that t(times) = within. The times are rounded, not the delays,
 * so that rounding errors do not add up and the last retry is due exactly then.
 *
 * @example
 * retryDelays({ times: 2, within: 5000, growth: 1.5 }); // [2000, 3000]
 */
export const retryDelays = ({ growth, times, within }: RetryRule): readonly number[] => {
  const dueAt = (retry: number): number =>
    Math.round((within * (growth ** retry - 1)) / (growth ** times - 1));
  return Array.from({ length: times }, (_, index) => dueAt(index + 1) - dueAt(index));
};
