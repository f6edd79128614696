/** In milliseconds, the largest first. */
const units = [
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1000],
] as const;

/**
 * Formats a rough duration.
 *
 * @example
 * durationInWords(12_995); // "13 s"
 * durationInWords(5_400_000); // "1.5 h"
 */
export const durationInWords = (milliseconds: number): string => {
  for (const [name, length] of units) {
    // After rounding: 59,996 ms are a minute, not 60 s.
    if (milliseconds >= length * 0.9995) {
      return `${new Intl.NumberFormat("en", { maximumSignificantDigits: 2 }).format(milliseconds / length)} ${name}`;
    }
  }
  return `${Math.round(milliseconds)} ms`;
};
