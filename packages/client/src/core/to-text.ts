/**
 * Converts a value of any kind to text, for a message. Not everything that can be thrown can become a string.
 *
 * @example
 * toText(new Error("disk full")); // "Error: disk full"
 */
export const toText = (value: unknown): string => {
  try {
    return String(value);
  } catch {
    return "an unprintable value";
  }
};
