import * as fc from "fast-check";
import { expect, test } from "vitest";
import { alignWords } from "./transcript.ts";

const alignment = [
  { word: "the", start: 0, end: 0.5, confidence: 0.9 },
  { word: "floor", start: 0.5, end: 1, confidence: 0.9 },
  { word: "lamp", start: 1, end: 1.5, confidence: 0.9 },
];

test("words that stay keep their time", () => {
  expect(alignWords("The… the floor, lamp!", alignment, 2).slice(1)).toEqual(alignment);
});

test("a corrected word gets the time of the one that it replaces", () => {
  expect(alignWords("the desk lamp", alignment, 2)[1]).toEqual({
    word: "desk",
    start: 0.5,
    end: 1,
    confidence: 0.3,
  });
});

test("every word has a time, and time does not go back", () => {
  const text = fc.array(fc.constantFrom("the", "floor", "lamp", "is", "red")).map((words) => words.join(" "));
  fc.assert(
    fc.property(text, (transcript) => {
      const aligned = alignWords(transcript, alignment, 2);
      expect(aligned.map(({ word }) => word).join(" ")).toBe(transcript);
      const times = aligned.flatMap(({ start, end }) => [Number(start), Number(end)]);
      expect(times).toEqual(times.toSorted((left, right) => left - right));
    }),
  );
});
