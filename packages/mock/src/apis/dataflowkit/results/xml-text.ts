/** All that the production `Char` of XML 1.0 leaves out: there is no way to write it, not even escaped. */
const impossible = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * Writes text for the inside of an element, with U+FFFD in the place of characters that XML cannot hold.
 *
 * @example
 * xmlText("R&D\u0000"); // "R&amp;D\uFFFD"
 */
export const xmlText = (text: string): string =>
  text
    .replaceAll(impossible, "\uFFFD")
    .replaceAll(/[&<>\r]/g, (character) => references[character] ?? character);

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  // Readers make a line feed of one that is not escaped.
  "\r": "&#13;",
};
