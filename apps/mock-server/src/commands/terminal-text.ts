/**
 * Makes text safe for a terminal: control characters, and those that change the direction of writing, are escaped
 * so that nothing that a client or a receiver sends can move the cursor, or hide what a line says. Line breaks
 * and colors stay: those are ours, since all external text is escaped before it is colored.
 *
 * @example
 * terminalText("/task/\u202Egnp.exe"); // "/task/\\u{202e}gnp.exe"
 */
export const terminalText = (text: string): string =>
  text.replaceAll(dangerous, (found) => (isColour(found) ? found : escape(found)));

/** Colors and line breaks, control characters, and Unicode's formatting characters: bidirectional, invisible, tags. */
// oxlint-disable-next-line no-control-regex -- they are meant
const dangerous = /\u001B\[[\d;]{0,20}m|[^\P{Cc}\n]|[\p{Cf}\u2028\u2029]/gu;

const isColour = (found: string): boolean => found.length > 1 && found.startsWith("\u001B");

const escape = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;
