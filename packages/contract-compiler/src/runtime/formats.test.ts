import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { isDate, isDateTime, isUri } from "./formats.ts";

const ajv = addFormats.default(new Ajv());

/** What ajv-formats, slower and larger, says about a text. */
function theirs(format: string, text: string): boolean {
  return ajv.validate({ type: "string", format }, text);
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

describe("isDate agrees with ajv-formats", () => {
  const years = [1900, 2000, 2023, 2024];
  const months = [0, 1, 2, 4, 11, 12, 13];
  const days = [0, 1, 28, 29, 30, 31, 32];
  const dates = years.flatMap((year) =>
    months.flatMap((month) => days.map((day) => `${year}-${pad(month)}-${pad(day)}`)),
  );

  test("about every kind of month and day", () => {
    expect(dates.filter((date) => isDate(date) !== theirs("date", date))).toEqual([]);
  });

  test.for(["", "2026", "2026-3-2", "2026-03-02 ", "02.03.2026", "2026-03-02T00:00:00Z"])(
    "about %j",
    (text) => {
      expect(isDate(text)).toBe(theirs("date", text));
    },
  );
});

test.for([
  "2026-03-02T09:30:00Z",
  "2026-03-02t09:30:00.000z",
  "2026-03-02 09:30:00.123456+01:00",
  "2026-03-02T09:30:00-0530",
  "2026-03-02T23:59:60Z",
  "2026-02-30T09:30:00Z",
  "2026-03-02T24:00:00Z",
  "2026-03-02T09:60:00Z",
  "2026-03-02T09:30:61Z",
  "2026-03-02T09:30:00",
  "2026-03-02T09:30Z",
  "2026-03-02T09:30:00+25:00",
  "2026-03-02",
  "now",
])("isDateTime agrees with ajv-formats about %s", (text) => {
  expect(isDateTime(text)).toBe(theirs("date-time", text));
});

test.for([
  "https://files.example/lamp.png",
  "http://127.0.0.1:8080/callback?key=a%20b#top",
  "http://[::1]:3000/",
  "mailto:ant@example.com",
  "urn:isbn:0451450523",
  "s3://bucket/a/b",
  "https://files.example/a b.png",
  "https://files.example/ä.png",
  "https://files.example/{id}",
  "https://files.example/%zz",
  "//files.example/lamp.png",
  "/lamp.png",
  "lamp.png",
  "",
])("isUri agrees with ajv-formats about %j", (text) => {
  expect(isUri(text)).toBe(theirs("uri", text));
});
