/**
 * Finds the first number from `from` to `to` that passes a test, or `to` if none below does.
 * Every number after one that passes must pass too.
 *
 * @example
 * bisect(0, 5, (index) => [1, 3, 5, 7, 9][index] >= 6); // 3
 */
export const bisect = (from: number, to: number, passes: (value: number) => boolean): number => {
  let low = from;
  let high = to;
  while (low < high) {
    // Not `>>> 1`: sequences may exceed 32 bits.
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};
