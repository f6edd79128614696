/** What PostgreSQL cannot store as it is, and the backslash that marks what was replaced. */
const special = /[\0\\]|\p{Surrogate}/gu;

/**
 * A text for a column of PostgreSQL, which has no NUL and no half of a character. Different texts stay different.
 *
 * @example
 * toColumn("a\0b"); // "a\\u0000b"
 */
export const toColumn = (text: string): string =>
  text.replace(special, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * The text that a column was written with.
 *
 * @example
 * fromColumn(toColumn("a\0b")); // "a\0b"
 */
export const fromColumn = (text: string): string =>
  text.replaceAll(/\\u([\da-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
