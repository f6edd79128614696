import { strToU8, zipSync } from "fflate";
import type { ResultTable } from "./result-table.ts";
import { xlsxParts } from "./xlsx-parts.ts";
import { xmlText } from "./xml-text.ts";

/** The maximum number of characters in a cell; Excel reports files with more of them as damaged. */
const maxCellLength = 32_767;

/** The earliest date in a ZIP archive, instead of the time of writing. Archives use local time only. */
const noDate = new Date(1980, 0, 1);

/**
 * Writes a workbook for Excel: one sheet, with the names of the columns in its first row.
 *
 * @example
 * await writeFile("lamps.xlsx", encodeXlsx({ columns: ["title"], rows: [["Why Bread Rises"]] }));
 */
export const encodeXlsx = ({ columns, rows }: ResultTable): Uint8Array => {
  const parts = Object.entries(xlsxParts([columns, ...rows].map(rowOf).join("")));
  return zipSync(Object.fromEntries(parts.map(([path, xml]) => [path, strToU8(xml)])), { mtime: noDate });
};

const rowOf = (cells: readonly string[], index: number): string => {
  const number = index + 1;
  const markup = cells.map(
    (cell, column) =>
      `<c r="${columnName(column)}${number}" t="inlineStr"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`,
  );
  return `<row r="${number}">${markup.join("")}</row>`;
};

/**
 * In the cells of Excel, lines end with a line feed. It reads `_x0041_` as the character of that number, unless the
 * first underscore is encoded as such a number itself.
 */
const cellText = (cell: string): string =>
  xmlText(cell.slice(0, maxCellLength).replaceAll(/\r\n?/g, "\n")).replaceAll(
    /_(?=x[\dA-F]{4}_)/gi,
    "_x005F_",
  );

/** A, B, … Z, AA, AB, … */
const columnName = (index: number): string => {
  const before = Math.floor(index / 26);
  return (before > 0 ? columnName(before - 1) : "") + String.fromCodePoint(65 + (index % 26));
};
