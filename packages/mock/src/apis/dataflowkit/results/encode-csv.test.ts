import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { encodeCsv } from "./encode-csv.ts";

test.each([
  ["Why Bread Rises", "Why Bread Rises"],
  ["9.50 EUR", "9.50 EUR"],
  ["Lamps, small", '"Lamps, small"'],
  ['19" rack', '"19"" rack"'],
  ["two\nlines", '"two\nlines"'],
  ["two\rlines", '"two\rlines"'],
  [" at the edge", '" at the edge"'],
  ["at the edge ", '"at the edge "'],
  ["\uFEFFmark", '"\uFEFFmark"'],
  ["", '""'],
])("encodeCsv writes %j as %j", (cell, written) => {
  expect(encodeCsv({ columns: ["a", "b"], rows: [[cell, "b"]] })).toBe(`a,b\r\n${written},b\r\n`);
});

test.each([
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\tx",
  "\rx",
  "\nx",
  "＝1",
  '=HYPERLINK("http://evil.example","a,b")',
])("a spreadsheet takes no cell for a formula, nor the name of a column: %j", (formula) => {
  const [columns, cells] = parse(encodeCsv({ columns: [formula], rows: [[formula]] }));

  expect([columns, cells]).toEqual([[`'${formula}`], [`'${formula}`]]);
});

test.each(["1-1", "a=b", "'quoted", "2026-03-02"])("all other cells stay as they are: %j", (cell) => {
  expect(parse(encodeCsv({ columns: [cell], rows: [] }))).toEqual([[cell]]);
});
