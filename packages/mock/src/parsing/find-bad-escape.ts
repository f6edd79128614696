/** A percent sign that begins no escape is literal, as browsers and curl's `-d` write it. */
const loneSign = /%(?![\da-f]{2})/gi;

/**
 * Decodes one name or value of a form. Invalid UTF-8 must have been rejected before.
 *
 * @example
 * decodeFormText("100% caf%C3%A9+au+lait"); // "100% café au lait"
 */
export const decodeFormText = (text: string): string =>
  decodeURIComponent(text.replaceAll("+", " ").replaceAll(loneSign, "%25"));

/** Escapes that are not UTF-8. */
export interface BadEscape {
  /** The field that contains them, as far as it can be read. */
  readonly name: string;
  readonly message: string;
}

/**
 * Finds percent escapes that are not UTF-8 in a form or a query. Decoded anyway, they would be values that no one
 * sent. The message contains only the escapes, since the value may be a key.
 *
 * @example
 * findBadEscape("limit=1&project=caf%E9")?.message; // "project has the escape %E9, which is not UTF-8. …"
 */
export const findBadEscape = (text: string): BadEscape | undefined => {
  if (!text.includes("%") || isReadable(text)) return undefined;
  for (const pair of text.split("&")) {
    if (isReadable(pair)) continue;
    const end = pair.indexOf("=");
    const rawName = end === -1 ? pair : pair.slice(0, end);
    const name = isReadable(rawName) ? decodeFormText(rawName) : rawName;
    const [escapes = ""] =
      /(?:%[89a-f][\da-f])+/i.exec(isReadable(rawName) ? pair.slice(end) : rawName) ?? [];
    return {
      name,
      message: `${name} has the escape ${escapes.slice(0, 30)}, which is not UTF-8. Encode it as UTF-8: é is %C3%A9.`,
    };
  }
  return undefined;
};

const isReadable = (text: string): boolean => {
  try {
    decodeFormText(text);
    return true;
  } catch {
    return false;
  }
};
