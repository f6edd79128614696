import { describe, expect, test } from "vitest";
import { parseResultFormat, resultFormatOf } from "./result-format.ts";
import { UnknownFormatError } from "./unknown-format-error.ts";

describe("parseResultFormat", () => {
  test.each([
    ["csv", "csv"],
    [".CSV", "csv"],
    ["JSON", "json"],
    ["jsonl", "jsonl"],
    ["JSON Lines", "jsonl"],
    ["json-lines", "jsonl"],
    ["ndjson", "jsonl"],
    ["XML", "xml"],
    ["xls", "xlsx"],
    ["XLSX", "xlsx"],
    ["Excel", "xlsx"],
    ["MS Excel", "xlsx"],
    ["Microsoft Excel", "xlsx"],
  ])("reads %j as %s", (name, format) => {
    expect(parseResultFormat(name)).toBe(format);
  });

  test.each([
    ["pdf", '"pdf"'],
    ["", '""'],
    ["constructor", '"constructor"'],
    [7, "7"],
    [{ type: "csv" }, '{"type":"csv"}'],
    [undefined, "undefined"],
  ])("refuses %j", (name, shown) => {
    expect(() => parseResultFormat(name)).toThrow(
      new UnknownFormatError(`The format ${shown} is unknown. Use one of: csv, json, jsonl, xml, xlsx.`),
    );
  });
});

describe("resultFormatOf", () => {
  test.each([
    [{ format: "xml" }, "xml"],
    [{ source: "https://lamps.example/catalogue.csv", destination: "xlsx" }, "xlsx"],
    [{}, "csv"],
    [{ format: null }, "csv"],
  ])("takes %j for %s", (payload, format) => {
    expect(resultFormatOf(payload)).toBe(format);
  });
});
