import { describe, expect, test } from "vitest";
import { spokenWords } from "./spoken-words.ts";

describe("spokenWords", () => {
  test.each([
    ["It's pear-shaped, isn't it?", ["It's", "pear", "shaped", "isn't", "it"]],
    ["Um… 3.5 m – no, 4!", ["Um", "3.5", "m", "no", "4"]],
    ["“Quoted” (twice) and/or once", ["Quoted", "twice", "and/or", "once"]],
    ["grüße, 東京。", ["grüße", "東京"]],
    ["", []],
    [" \n\t", []],
    ["!!! --- …", []],
  ])("splits %j", (text, words) => {
    expect(spokenWords(text)).toEqual(words);
  });

  test("takes no longer for hostile punctuation than for words", () => {
    const punctuation = "!".repeat(500_000);
    expect(spokenWords(`a${punctuation} ${punctuation}b`)).toEqual(["a", "b"]);
  });
});
