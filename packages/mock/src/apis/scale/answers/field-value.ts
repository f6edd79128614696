import { fieldKinds } from "./field-kinds.ts";
import type { Random } from "./random.ts";

/** What a field is about stands at the beginning of its description. In characters, as is the next. */
const maxLengthRead = 200;

const maxLengthShown = 80;

/**
 * Makes up a value that suits a field: by its key if that says what is meant, else by its description. Where neither
 * does, the value is a short text that shows the description.
 *
 * @example
 * fieldValue("saturday", "Opening hours on Saturdays", random); // "09:00 to 18:00"
 * fieldValue("reason", "What gave it away", random); // "Sample 482: What gave it away"
 */
export const fieldValue = (key: string, description: string, random: Random): string => {
  const kind = kindOf(key) ?? kindOf(description);
  if (kind) return kind.make(random);
  const subject = excerpt(description) || excerpt(key);
  const sample = `Sample ${random.integer(100, 999)}`;
  return subject === "" ? sample : `${sample}: ${subject}`;
};

const kindOf = (text: string): (typeof fieldKinds)[number] | undefined => {
  const words = separate(text.slice(0, maxLengthRead));
  return fieldKinds.find(({ sign }) => sign.test(words));
};

/** `hiringPage_URL` as `hiring page url`. */
const separate = (text: string): string =>
  text
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, " ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .toLowerCase();

/** Not ending within a character. */
const excerpt = (text: string): string =>
  text
    .trim()
    .slice(0, maxLengthShown)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
