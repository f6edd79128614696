/** A body as it was sent: text takes a fraction of the memory of a parsed value. */
export interface KeptBody {
  readonly mediaType: string;
  /** The body, or its beginning. */
  readonly text: string;
  /** In bytes, of the whole body. */
  readonly size: number;
  /** Whether `text` is only the beginning. */
  readonly isCut: boolean;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Extracts from a body what the journal keeps: all of it, or the beginning of a large one.
 *
 * @param size Of the whole text, in bytes of UTF-8.
 * @param limit In bytes of UTF-8, too. A character that does not fit is left out as a whole.
 * @example
 * keepBody({ mediaType: "text/plain", text: "abcdef", size: 6 }, 4); // text: "abcd", isCut: true
 */
export const keepBody = ({ mediaType, text, size }: Omit<KeptBody, "isCut">, limit: number): KeptBody =>
  size <= limit
    ? { mediaType, text, size, isCut: false }
    : { mediaType, text: beginningOf(text, limit), size, isCut: true };

const beginningOf = (text: string, limit: number): string => {
  const bytes = new Uint8Array(limit);
  // Stops before a character that does not fit.
  const { written } = encoder.encodeInto(text, bytes);
  return decoder.decode(bytes.subarray(0, written));
};

/**
 * A part of a text without the text: engines let parts point into the whole, which then stays in memory.
 *
 * @example
 * const beginning = copyOf(large.slice(0, 60));
 */
export const copyOf = (text: string): string => decoder.decode(encoder.encode(text));
