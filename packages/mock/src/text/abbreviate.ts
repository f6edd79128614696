/** Enough of a value to recognize it by, in characters. */
const maxLength = 60;

/**
 * Writes the beginning of a value as JSON. It reads no more of the value than it writes, however large the value is.
 *
 * @example
 * abbreviate({ categories: ["big"] }); // '{"categories":["big"]}'
 */
export const abbreviate = (value: unknown): string => abbreviateText(beginning(value, maxLength + 1));

/**
 * Cuts a text that is too long for a message.
 *
 * @example
 * abbreviateText("instruction"); // "instruction"
 */
export const abbreviateText = (text: string, length = maxLength): string =>
  text.length > length ? `${text.slice(0, length)}…` : text;

/** The JSON of a value, or at least `length` characters of it. */
const beginning = (value: unknown, length: number): string => {
  if (typeof value === "string") return JSON.stringify(value.slice(0, Math.max(length, 1)));
  // JSON cannot represent what "1e400" becomes.
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "absent";
  return Array.isArray(value) ? beginningOfArray(value, length) : beginningOfObject(value, length);
};

const beginningOfArray = (items: readonly unknown[], length: number): string => {
  let text = "[";
  for (const item of items) {
    if (text.length > length) return text;
    text += `${text === "[" ? "" : ","}${beginning(item, length - text.length)}`;
  }
  return `${text}]`;
};

const beginningOfObject = (object: object, length: number): string => {
  let text = "{";
  // Not by Object.keys, which would list all of them.
  for (const key in object) {
    if (text.length > length) return text;
    text += `${text === "{" ? "" : ","}${beginning(key, length)}:`;
    text += beginning((object as Record<string, unknown>)[key], length - text.length);
  }
  return `${text}}`;
};
