import type { RetryRule } from "@task-contracts/openapi-model";

/**
 * The waits before each retry, in milliseconds from the start of the attempt before. Each is `growth` times the one before,
 * and together they fill the time within which the rule has them all.
 *
 * Retry n is due at t(n) = within · (growthⁿ − 1) / (growth^times − 1) after the first attempt: the sum of the first n
 * terms of a geometric series whose first term is such that t(times) = within. The times are rounded, not the waits,
 * so that rounding does not add up and the last retry is due exactly then.
 *
 * @example
 * retryDelays({ times: 2, within: 5000, growth: 1.5 }); // [2000, 3000]
 */
export const retryDelays = ({ growth, times, within }: RetryRule): readonly number[] => {
  const dueAt = (retry: number): number =>
    Math.round((within * (growth ** retry - 1)) / (growth ** times - 1));
  return Array.from({ length: times }, (_, index) => dueAt(index + 1) - dueAt(index));
};
