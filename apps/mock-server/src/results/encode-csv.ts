import type { ResultTable } from "./result-table.ts";

/**
 * Writes comma-separated values as RFC 4180 has them, the names of the columns first.
 *
 * @example
 * encodeCsv({ columns: ["title", "price"], rows: [["Lamps, small", "9.50 EUR"]] });
 * // 'title,price\r\n"Lamps, small",9.50 EUR\r\n'
 */
export const encodeCsv = ({ columns, rows }: ResultTable): string =>
  [columns, ...rows].map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");

/**
 * Quotes what would otherwise end the cell, and what some readers would not keep: space at either end, a byte order
 * mark, and an empty cell, since a line without anything is no row.
 */
const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$|^$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
