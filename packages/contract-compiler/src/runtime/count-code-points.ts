/**
 * Counts the code points of a text, which is what JSON Schema means by its length.
 *
 * @example
 * countCodePoints("🐜"); // 1, although "🐜".length is 2
 */
export function countCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
