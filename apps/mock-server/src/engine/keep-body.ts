import type { KeptBody } from "./journal.ts";

/**
 * Makes of a body what the journal keeps: all of it, or of a large one the beginning.
 *
 * @param size Of the whole text, in bytes of UTF-8.
 * @example
 * keepBody({ mediaType: "text/plain", text: "abcdef", size: 6 }, 4); // text: "abcd", isCut: true
 */
export const keepBody = ({ mediaType, text, size }: Omit<KeptBody, "isCut">, limit: number): KeptBody =>
  size <= limit
    ? { mediaType, text, size, isCut: false }
    : { mediaType, text: copyOf(text.slice(0, limit)), size, isCut: true };

/**
 * A part of a text without the text: engines let parts point into the whole, which then stays in memory.
 *
 * @example
 * const beginning = copyOf(large.slice(0, 60));
 */
export const copyOf = (text: string): string => Buffer.from(text).toString();
