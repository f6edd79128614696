import { expect, test } from "vitest";
import { durationInWords } from "./duration-in-words.ts";

test.each([
  [0, "0 ms"],
  [250, "250 ms"],
  [1000, "1 s"],
  [12_995, "13 s"],
  [59_996, "1 min"],
  [5_400_000, "1.5 h"],
  [28_000_000, "7.8 h"],
])("%i milliseconds are %s", (milliseconds, words) => {
  expect(durationInWords(milliseconds)).toBe(words);
});
