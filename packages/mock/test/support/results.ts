import * as fc from "fast-check";
import type { ResultTable } from "../../src/apis/dataflowkit/results/result-table.ts";

const blanks = ["", " ", "\t", "\r", "\u2028"];
const markup = ["a,b", '"', '""', "a\nb", "a\r\nb", ";", "=1+1", "<b>&amp;", "]]>"];
const texts = ["007", "ß", "名前", "👩‍👧", "\u0001", "\uFFFE"];

const cell = fc.oneof(fc.constantFrom(...blanks, ...markup, ...texts), fc.string());

const column = fc.oneof(cell, fc.constantFrom("title", "__proto__", "constructor", "a b"));

/** Any table, odd names and cells more often than not. */
export const table: fc.Arbitrary<ResultTable> = fc
  .uniqueArray(column, { minLength: 1, maxLength: 5 })
  .chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), {
        maxLength: 5,
      }),
    }),
  );

/** What remains of a text in XML. */
export const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- they are meant
  text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD");
