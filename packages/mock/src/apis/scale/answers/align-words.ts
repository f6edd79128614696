import type { components } from "@task-contracts/contracts/scale-v1";
import type { Random } from "./random.ts";
import { spokenWords } from "./spoken-words.ts";

type AlignedWord = components["schemas"]["AlignedWord"];

/** The two values of the service, according to the contract. */
const confidence = { sure: 0.9, unsure: 0.3 };

/** The times of words, in seconds, and the confidence. */
export interface Timing {
  readonly duration: number;
  readonly alignment: AlignedWord[];
}

/**
 * Generates the time of each word in a recording: at the speed of calm speech, with a pause between sentences.
 *
 * @example
 * alignWords(["Thank you."], random);
 * // { alignment: [{ word: "Thank", start: 0.31, end: 0.68, confidence: 0.9 }, …], duration: 1.412044 }
 */
export const alignWords = (sentences: readonly string[], random: Random): Timing => {
  const alignment: AlignedWord[] = [];
  // Counted in hundredths of a second, since sums of fractions are not exact.
  let now = 0;
  for (const sentence of sentences) {
    now += random.integer(20, 60);
    for (const word of spokenWords(sentence)) {
      const start = now + random.integer(0, 4);
      now = start + 10 + 4 * Math.min(word.length, 20) + random.integer(0, 10);
      alignment.push({
        word,
        start: start / 100,
        end: now / 100,
        confidence: random.chance(0.1) ? confidence.unsure : confidence.sure,
      });
    }
  }
  // To the microsecond, as in the service.
  const duration = (now * 10_000 + random.integer(0, 900_000)) / 1_000_000;
  return { duration, alignment };
};
