/**
 * Starts and ends with a character that is not punctuation; between the two, everything but spaces and hyphens is allowed:
 * "it's" and "3.5" are one word each.
 */
const word = /[^\s\p{P}]+(?:[^\s\p{Dash_Punctuation}]*[^\s\p{P}])?/gu;

/**
 * The words of a text as in the times of a transcript: without punctuation, and hyphenated words split.
 *
 * @example
 * spokenWords("It's pear-shaped, isn't it?"); // ["It's", "pear", "shaped", "isn't", "it"]
 */
export const spokenWords = (text: string): string[] => text.match(word) ?? [];
