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
