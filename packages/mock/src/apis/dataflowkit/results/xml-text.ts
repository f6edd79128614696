/** The characters that the production `Char` of XML 1.0 excludes: they cannot be written, not even escaped. */
const impossible = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/**
 * Escapes text for the content of an element. U+FFFD replaces characters that XML does not allow.
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
  // Parsers convert an unescaped one to a line feed.
  "\r": "&#13;",
};
