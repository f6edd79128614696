import { stemmer } from "stemmer";

/**
 * Words of the field with the same meaning, the usual one first: a search for one finds all. A phrase counts as
 * one word.
 */
const synonyms: readonly (readonly string[])[] = [
  ["callback", "webhook"],
  ["pagination", "paginate", "paging", "next_token", "cursor"],
  ["rate limit", "too many requests", "429", "throttle", "throttling"],
  ["poll", "wait for a task", "waiting for a task"],
  ["client", "sdk"],
  ["cancel", "abort", "stop"],
  ["retry", "redelivery", "try again", "resend", "repeat"],
  ["signature", "sign", "signing", "check the sender", "verify", "scale-callback-auth", "hmac"],
  ["authentication", "api key", "credentials", "401", "unauthorized", "log in"],
  ["bounding box", "draw a box", "boxes", "annotation"],
  ["docker", "container", "docker compose"],
  ["python", "pytest"],
  ["delete", "remove"],
  ["migrate", "migration", "upgrade", "moving from", "move from"],
  ["fault", "chaos", "failure injection"],
  ["clock", "time travel", "fast-forward"],
  ["mock", "stub", "fake", "sandbox"],
];

/** The token that stands for a group of synonyms. No word is written like it. */
const tokenOf = (group: readonly string[]): string => `=${group[0]}`;

const concepts = synonyms.flatMap((group) =>
  group.map((phrase) => ({ token: tokenOf(group), words: stemsOf(phrase) })),
);

/** The words of a text in lower case. Names such as `callback_succeeded` are one word. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((word) => word !== "" && !/^[-_]+$/.test(word));
}

function stemsOf(text: string): string[] {
  return wordsOf(text).map((word) => stemmer(word));
}

/** Words that say nothing about what is wanted. */
const stopWords = new Set([
  "a",
  "an",
  "and",
  "do",
  "for",
  "how",
  "i",
  "in",
  "is",
  "of",
  "the",
  "to",
  "what",
  "with",
]);

/**
 * Everything under which a text is found: the stems of its words, the parts of names such as `callback_succeeded`, and the
 * concepts that it mentions.
 *
 * @example
 * indexTerms("Two webhooks"); // ["two", "webhook", "=callback"]
 */
export function indexTerms(text: string): string[] {
  const spaced = text.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
  const whole = stemsOf(text);
  const parts = wordsOf(spaced)
    .flatMap((word) => word.split(/[_-]/))
    .filter((word) => word !== "")
    .map((word) => stemmer(word));
  return [...new Set([...whole, ...parts, ...conceptsIn(whole), ...conceptsIn(parts)])];
}

const conceptsIn = (stems: readonly string[]): string[] =>
  concepts
    .filter(({ words }) => stems.some((_, index) => beginsAt(stems, index, words)))
    .map(({ token }) => token);

const beginsAt = (stems: readonly string[], index: number, words: readonly string[]): boolean =>
  words.every((word, offset) => stems[index + offset] === word);

/** A part of a query: any of its alternatives is meant. */
export interface QueryPart {
  readonly words: readonly string[];
  readonly concept?: string;
}

/**
 * Divides a query into parts, each a word or a phrase with a meaning of its own.
 *
 * @example
 * queryParts("webhooks"); // [{ words: ["webhook"], concept: "=callback" }]
 */
export function queryParts(query: string): QueryPart[] {
  const all = wordsOf(query);
  const useful = all.filter((word) => !stopWords.has(word));
  const stems = (useful.length > 0 ? useful : all).map((word) => stemmer(word));
  const parts: QueryPart[] = [];
  for (let index = 0; index < stems.length;) {
    const found = concepts
      .filter(({ words }) => beginsAt(stems, index, words))
      .toSorted((a, b) => b.words.length - a.words.length)[0];
    const length = found?.words.length ?? 1;
    parts.push({ words: stems.slice(index, index + length), ...(found && { concept: found.token }) });
    index += length;
  }
  return parts;
}
