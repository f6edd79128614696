import { expect, test } from "vitest";
import { durationText, relativeText, sizeText, timeText } from "./format.ts";

test.for([
  [0, "0 ms"],
  [999, "999 ms"],
  [1000, "1 s"],
  [61_000, "1 min 1 s"],
  [3_600_000, "1 h"],
  [93_600_000, "1 d 2 h"],
  [86_400_000 + 5000, "1 d"],
] as const)("%d ms are %s", ([milliseconds, text]) => {
  expect(durationText(milliseconds)).toBe(text);
});

test("times are told from now", () => {
  expect([-5000, 0, 60_000].map(relativeText)).toEqual(["5 s ago", "now", "in 1 min"]);
});

test("times and sizes are short", () => {
  expect(timeText("2026-03-02T09:31:55.090Z")).toBe("2026-03-02 09:31:55");
  expect([10, 2048, 1_572_864].map(sizeText)).toEqual(["10 B", "2.0 KiB", "1.5 MiB"]);
});
