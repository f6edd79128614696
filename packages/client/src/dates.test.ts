import { describe, expect, test } from "vitest";
import { formatTime, parseTime } from "./dates.ts";

describe("parseTime", () => {
  test.for([
    ["2026-04-21T07:30:12", "2026-04-21T07:30:12.000Z"],
    ["2026-04-21T07:30:12.5", "2026-04-21T07:30:12.500Z"],
    ["2026-04-21T07:30:12.412Z", "2026-04-21T07:30:12.412Z"],
    ["2026-04-21T07:30:12+02:00", "2026-04-21T05:30:12.000Z"],
    ["2026-04-21T07:30:12-02:00", "2026-04-21T09:30:12.000Z"],
    ["2026-04-21T07:30:12+0200", "2026-04-21T05:30:12.000Z"],
    ["2026-04-21T07:30:12.412587", "2026-04-21T07:30:12.412Z"],
    ["2026-04-21 07:30:12", "2026-04-21T07:30:12.000Z"],
    ["2026-04-21t07:30z", "2026-04-21T07:30:00.000Z"],
    ["2026-04-21", "2026-04-21T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["2026-12-31T23:59:59-01:00", "2027-01-01T00:59:59.000Z"],
  ] as const)("%s is %s", ([text, time]) => {
    expect(parseTime(text).toISOString()).toBe(time);
  });

  test.for([
    ..."yesterday|21.4.2026|April 21, 2026|2026-04|2026-4-1|2026-04-21T|2026-04-21T07|2026-04-21Z".split("|"),
    ..."2026-02-30|2026-02-30T00:00:00Z|2026-04-31 10:00:00|2027-02-29|2100-02-29|2026-00-10|2026-13-01".split(
      "|",
    ),
    ..."2026-04-00|2026-04-32|2026-04-21T25:00:00|2026-04-21T10:60:00|2026-04-21T10:00:60".split("|"),
    ..."2026-04-21T10:00:00 PST|2026-04-21T10:00:00 (noon)|2026-04-21T10:00:00+25:00|x2026-04-21".split("|"),
    "",
  ])("%j is no time", (text) => {
    expect(() => parseTime(text)).toThrow(
      new RangeError(`"${text}" is no time. Times look like 2026-04-21T07:30:12Z or 2026-04-21.`),
    );
  });

  test("leaves alone what is not there", () => {
    expect([parseTime(null), parseTime(undefined)]).toEqual([undefined, undefined]);
  });
});

test("formatTime writes what the filters read.", () => {
  expect(formatTime(new Date(Date.UTC(2026, 3, 21)))).toBe("2026-04-21T00:00:00.000Z");
  expect(() => formatTime(new Date(Number.NaN))).toThrow(RangeError);
});
