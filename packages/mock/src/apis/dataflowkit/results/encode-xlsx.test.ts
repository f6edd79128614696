import { read, utils } from "@e965/xlsx";
import { parseXml } from "@rgrove/parse-xml";
import * as fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { encodeXlsx } from "./encode-xlsx.ts";
import { makeResultRecords } from "./make-result-records.ts";
import { printable, table } from "../../../../test/support/results.ts";

const readSheet = (bytes: Uint8Array): unknown[][] => {
  const { Sheets } = read(bytes, { type: "array" });
  return utils.sheet_to_json(Sheets["Results"] ?? {}, { header: 1, blankrows: true });
};

/** What remains of a text in Excel. */
const inCell = (text: string): string => printable(text).replaceAll(/\r\n?/g, "\n");

describe("a workbook", () => {
  test("reads back as it was, but for what cells cannot hold", () => {
    fc.assert(
      fc.property(table, (written) => {
        const bytes = encodeXlsx(written);
        const expected = [written.columns, ...written.rows].map((row) => row.map(inCell));
        expect(readSheet(bytes)).toEqual(expected);
      }),
    );
  });

  test("keeps what Excel would take for the number of a character", () => {
    const odd = { columns: ["_x0041_"], rows: [["__x0042__x0043_"]] };
    expect(readSheet(encodeXlsx(odd))).toEqual([["_x0041_"], ["__x0042__x0043_"]]);
  });

  test("names the columns of a wide sheet as Excel does", () => {
    const columns = Array.from({ length: 800 }, (_, index) => `column ${index}`);
    const bytes = encodeXlsx({ columns, rows: [] });
    expect(readSheet(bytes)).toEqual([columns]);
  });

  test("has no cell that Excel calls damaged", () => {
    const bytes = encodeXlsx({ columns: ["x".repeat(40_000)], rows: [] });
    expect(readSheet(bytes)).toEqual([["x".repeat(32_767)]]);
  });

  test("consists of XML that a strict reader takes", () => {
    const bytes = encodeXlsx(makeResultRecords("a", {}));
    const parts = Object.entries(unzipSync(bytes));
    expect(parts.map(([path]) => path)).toContain("[Content_Types].xml");
    expect(parts.map(([, part]) => parseXml(strFromU8(part)).root?.name)).toEqual([
      "Types",
      "Relationships",
      "workbook",
      "Relationships",
      "worksheet",
    ]);
  });
});
