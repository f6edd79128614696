import { describe, expect, test } from "vitest";
import { formatTime, parseTime } from "./dates.ts";

describe("parseTime", () => {
  test.for([
    ["2026-04-21T07:30:12", "2026-04-21T07:30:12.000Z"],
    ["2026-04-21T07:30:12.5", "2026-04-21T07:30:12.500Z"],
    ["2026-04-21T07:30:12.412Z", "2026-04-21T07:30:12.412Z"],
    ["2026-04-21T07:30:12+02:00", "2026-04-21T05:30:12.000Z"],
    ["2026-04-21T07:30:12-02:00", "2026-04-21T09:30:12.000Z"],
    ["2026-04-21", "2026-04-21T00:00:00.000Z"],
  ] as const)("%s is %s", ([text, time]) => {
    expect(parseTime(text).toISOString()).toBe(time);
  });

  test.for(["", "yesterday", "21.4.2026", "2026-04-21T25:00:00", "April 21, 2026"])(
    "%j is no time",
    (text) => {
      expect(() => parseTime(text)).toThrow(`"${text}" is no time.`);
    },
  );

  test("leaves alone what is not there", () => {
    expect([parseTime(null), parseTime(undefined)]).toEqual([undefined, undefined]);
  });
});

test("formatTime writes what the filters read.", () => {
  expect(formatTime(new Date(Date.UTC(2026, 3, 21)))).toBe("2026-04-21T00:00:00.000Z");
  expect(() => formatTime(new Date(Number.NaN))).toThrow(RangeError);
});
