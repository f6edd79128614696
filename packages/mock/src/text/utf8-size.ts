const encoder = new TextEncoder();

/**
 * The number of bytes of a text in UTF-8. Most text has one for each character, and need not be encoded to know.
 *
 * @example
 * utf8Size("café"); // 5
 */
export const utf8Size = (text: string): number =>
  // oxlint-disable-next-line no-control-regex -- ASCII has them
  /^[\u0000-\u007F]*$/.test(text) ? text.length : encoder.encode(text).length;
