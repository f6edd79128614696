/**
 * Counts the code points of a text, which is the length in JSON Schema.
 *
 * @example
 * countCodePoints("🐜"); // 1, although "🐜".length is 2
 */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
