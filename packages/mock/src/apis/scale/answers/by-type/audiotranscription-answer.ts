import { alignWords } from "../align-words.ts";
import type { Answer } from "../answer.ts";
import { makeSentences } from "../make-sentences.ts";

/** A short message that uses all the `phrases`, with the time of each word. */
export const answer: Answer<"Audiotranscription"> = (
  { params: { phrases = [], verbatim = false } },
  random,
) => {
  const sentences = makeSentences({ phrases, verbatim }, random);
  return { transcript: sentences.join(" "), ...alignWords(sentences, random) };
};
