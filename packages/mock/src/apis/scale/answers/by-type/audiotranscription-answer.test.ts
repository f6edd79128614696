import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillers } from "../make-sentences.ts";
import { createRandom } from "../random.ts";
import { spokenWords } from "../spoken-words.ts";
import { violations, taskId, text } from "../../../../../test/support/answers.ts";
import { answer } from "./audiotranscription-answer.ts";

const attachment = "https://files.example/voicemail/77.wav";

const params = fc.record(
  { attachment: fc.constant(attachment), verbatim: fc.boolean(), phrases: fc.array(text, { maxLength: 8 }) },
  { requiredKeys: ["attachment"] },
);

const answerTo = (task: Parameters<typeof answer>[0]["params"], id: string) => {
  const {
    transcript = "",
    duration = 0,
    alignment = [],
  } = answer({ instruction: "", params: task }, createRandom(id));
  return { transcript, duration, alignment };
};

const decimals = (value: number): number => String(value).split(".")[1]?.length ?? 0;

describe("an audio transcription answer", () => {
  test("is valid, and aligns the words of its transcript", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const response = answerTo(task, id);
        expect(violations("audiotranscription", task, response)).toBeNull();
        expect(response.alignment.map(({ word }) => word)).toEqual(spokenWords(response.transcript));
      }),
    );
  });

  test("has one word after the other, all within the recording", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const { alignment, duration } = answerTo(task, id);
        const times = [0, ...alignment.flatMap(({ start, end }) => [start, end]), duration];
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(alignment.filter(({ start, end }) => start === end)).toEqual([]);
        expect([0.3, 0.9]).toEqual(expect.arrayContaining(alignment.map(({ confidence }) => confidence)));
        expect(decimals(duration)).toBeLessThanOrEqual(6);
      }),
    );
  });

  test("uses every phrase that can be spoken, to the letter", () => {
    fc.assert(
      fc.property(params, taskId, (task, id) => {
        const { transcript } = answerTo(task, id);
        const spoken = (task.phrases ?? []).filter((phrase) => phrase.trim() !== "");
        expect(spoken.filter((phrase) => !transcript.includes(phrase))).toEqual([]);
      }),
    );
  });

  test("does not mention a phrase of which there is nothing to say", () => {
    expect(answerTo({ attachment, phrases: [" ", "\t"] }, "1")).toEqual(answerTo({ attachment }, "1"));
  });

  test("has fillers only if the task requests every sound", () => {
    const sounds: readonly string[] = fillers;
    fc.assert(
      fc.property(fc.boolean(), taskId, (verbatim, id) => {
        const { transcript } = answerTo({ attachment, verbatim }, id);
        expect(spokenWords(transcript).some((word) => sounds.includes(word))).toBe(verbatim);
      }),
    );
  });

  test("lasts as long as a recording of that length would", () => {
    const { alignment, duration } = answerTo({ attachment }, "1");
    const wordsPerMinute = (alignment.length / duration) * 60;
    expect(wordsPerMinute).toBeGreaterThan(100);
    expect(wordsPerMinute).toBeLessThan(200);
  });

  test("takes a thousand phrases", () => {
    const phrases = Array.from({ length: 1000 }, (_, index) => `phrase ${index}`);
    const { transcript } = answerTo({ attachment, phrases }, "1");
    expect(phrases.every((phrase) => transcript.includes(phrase))).toBe(true);
  });
});
