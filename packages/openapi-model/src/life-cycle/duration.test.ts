import { expect, test } from "vitest";
import { parseDuration } from "./duration.ts";

test.for<[string, number | undefined]>([
  ["PT0S", 0],
  ["PT24H", 86_400_000],
  ["P7D", 604_800_000],
  ["P1W", 604_800_000],
  ["P1DT2H3M4.5S", 93_784_500],
  ["P1M", undefined],
  ["P1Y", undefined],
  ["PT", undefined],
  ["P", undefined],
  ["P1DT", undefined],
  ["24h", undefined],
  ["", undefined],
])("the duration %j is %s milliseconds", ([text, milliseconds]) => {
  expect(parseDuration(text)).toBe(milliseconds);
});
