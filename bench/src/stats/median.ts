/**
 * The value in the middle, or between the two in the middle.
 *
 * @example
 * median([3, 1, 2]); // 2
 */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
};

/**
 * How far apart the smallest and the largest are, as a part of the median.
 *
 * @example
 * spread([90, 100, 120]); // 0.3
 */
export const spread = (values: readonly number[]): number =>
  (Math.max(...values) - Math.min(...values)) / median(values);
