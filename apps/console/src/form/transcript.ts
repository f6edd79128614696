import { isObject, type JsonObject } from "./schema.ts";

/**
 * Gives the words of a corrected transcript times. Words that are still at their place keep theirs; runs of new ones share the
 * time between their neighbours.
 *
 * @param duration Of the recording, in seconds.
 * @example
 * alignWords("red lamp", [{ word: "blue", start: 0, end: 1 }, { word: "lamp", start: 1, end: 2 }], 2);
 * // [{ word: "red", start: 0, end: 1 }, { word: "lamp", start: 1, end: 2 }]
 */
export const alignWords = (
  transcript: string,
  alignment: readonly unknown[],
  duration: number,
): JsonObject[] => {
  const old = alignment.filter(isObject);
  const words = transcript.split(/\s+/).map(bare).filter(Boolean);
  const kept = keptWords(words, old);
  const aligned: JsonObject[] = [];
  for (let index = 0; index < words.length; index++) {
    const same = kept[index];
    if (same) {
      aligned.push(same);
      continue;
    }
    let end = index;
    while (end < words.length && !kept[end]) end += 1;
    const from = Number(aligned.at(-1)?.["end"] ?? 0);
    const to = Math.max(from, Number(kept[end]?.["start"] ?? duration));
    const each = (to - from) / (end - index);
    for (let at = index; at < end; at++) {
      const start = from + each * (at - index);
      aligned.push({ word: words[at], start: rounded(start), end: rounded(start + each), confidence: 0.3 });
    }
    index = end - 1;
  }
  return aligned;
};

/** Without punctuation, which alignments leave out. */
const bare = (word: string): string => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** The aligned words that are still there, in their order. */
const keptWords = (words: readonly string[], old: readonly JsonObject[]): (JsonObject | undefined)[] => {
  let next = 0;
  return words.map((word) => {
    const found = old.findIndex((each, index) => index >= next && each["word"] === word);
    if (found === -1) return undefined;
    next = found + 1;
    return old[found];
  });
};
