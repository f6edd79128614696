import type { Random } from "./random.ts";

const openings = [
  "Good morning, this is a message for the front desk.",
  "Hello, I am calling from the shop around the corner.",
  "Hi there, it is me again.",
] as const;

// With commas and hyphens, to vary the times of the words.
const middles = [
  "The package came yesterday, but the hand-written label is hard to read.",
  "We would like a table for six, near the window if possible.",
  "The second-hand lamp works well, only its cable is too short.",
  "I left my umbrella in the waiting-room, a blue one.",
] as const;

/** They fit names and things, one or several. */
const mentions: readonly ((phrase: string) => string)[] = [
  (phrase) => `The note says ${phrase}.`,
  (phrase) => `It is filed under ${phrase}.`,
  (phrase) => `Please look up ${phrase}.`,
  (phrase) => `The last entry reads ${phrase}.`,
];

const closings = [
  "Please call me back before noon.",
  "Thank you, and goodbye.",
  "That is all for now.",
] as const;

/** Fillers. */
export const fillers = ["Um", "Uh", "Hm", "Er"] as const;

/**
 * Generates the sentences of a recording: each phrase once and verbatim, and fillers if every sound is to be
 * transcribed.
 *
 * @example
 * makeSentences({ phrases: ["floor lamp"], verbatim: true }, random);
 * // ["Um… Hi there, it is me again.", "Please look up floor lamp.", "That is all for now."]
 */
export const makeSentences = (
  { phrases, verbatim }: { readonly phrases: readonly string[]; readonly verbatim: boolean },
  random: Random,
): string[] => {
  // A valid phrase may be only a space, which is not spoken.
  const spoken = new Set(phrases.filter((phrase) => phrase.trim() !== ""));
  const sentences = [
    random.pick(openings),
    ...random.sample(middles, random.integer(1, 2)),
    ...[...spoken].map((phrase) => random.pick(mentions)(phrase)),
    random.pick(closings),
  ];
  return verbatim ? sentences.map((sentence, index) => withFiller(sentence, index, random)) : sentences;
};

/** The first sentence always gets one, so that the effect of `verbatim` is visible. */
const withFiller = (sentence: string, index: number, random: Random): string =>
  index === 0 || random.chance(0.3) ? `${random.pick(fillers)}… ${sentence}` : sentence;
