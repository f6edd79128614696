import { fieldKinds } from "./field-kinds.ts";
import type { Random } from "./random.ts";

/** The length of the relevant beginning of a description. In characters, as is the next. */
const maxLengthRead = 200;

const maxLengthShown = 80;

/**
 * Generates a value for a field: by its key if that is meaningful, else by its description. If neither
 * is, the value is a short text that contains the description.
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

/** Does not end within a character. */
const excerpt = (text: string): string =>
  text
    .trim()
    .slice(0, maxLengthShown)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
