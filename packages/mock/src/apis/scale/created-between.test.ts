import { describe, expect, test } from "vitest";
import { readBound } from "./created-between.ts";

describe("a bound of the creation time", () => {
  test.for<[string, string, number?]>([
    ["2017-08-15", "2017-08-15T00:00:00.000Z"],
    ["2017-08-15T10:00", "2017-08-15T10:00:00.000Z"],
    ["2017-08-15T10:00:00", "2017-08-15T10:00:00.000Z"],
    ["2017-08-15 10:00:00", "2017-08-15T10:00:00.000Z"],
    ["2017-08-15T10:00:00.123456", "2017-08-15T10:00:00.123Z", 0.456],
    ["2017-08-15 10:00:00.123456", "2017-08-15T10:00:00.123Z", 0.456],
    ["2017-08-15t10:00:00z", "2017-08-15T10:00:00.000Z"],
    ["2017-08-15T10:00:00.5Z", "2017-08-15T10:00:00.500Z"],
    ["2017-08-15T10:00:00+02:00", "2017-08-15T08:00:00.000Z"],
    ["2017-08-15 10:00:00-0230", "2017-08-15T12:30:00.000Z"],
    ["2017-08-15T10:00:00+02", "2017-08-15T08:00:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ])("reads %s as %s", ([text, time, fraction = 0]) => {
    expect(readBound("start_time", text)).toBeCloseTo(Date.parse(time) + fraction, 3);
  });

  test.for(["2026-02-29", "2026-02-30T10:00:00", "2026-04-31", "2016-12-31T23:59:60Z"])(
    "refuses %s, which the calendar does not have",
    (text) => {
      expect(() => readBound("end_time", text)).toThrow(`end_time is "${text}", which is no date.`);
    },
  );
});
