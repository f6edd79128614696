/**
 * Starts and ends with something that is no punctuation; between the two, everything but spaces and hyphens may stand:
 * "it's" and "3.5" are one word each.
 */
const word = /[^\s\p{P}]+(?:[^\s\p{Dash_Punctuation}]*[^\s\p{P}])?/gu;

/**
 * The words of a text as the times of a transcript have them: without punctuation, and hyphenated words split.
 *
 * @example
 * spokenWords("It's pear-shaped, isn't it?"); // ["It's", "pear", "shaped", "isn't", "it"]
 */
export const spokenWords = (text: string): string[] => text.match(word) ?? [];
