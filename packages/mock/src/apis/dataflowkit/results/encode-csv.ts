import type { ResultTable } from "./result-table.ts";

/**
 * Writes comma-separated values as RFC 4180 has them, the names of the columns first. A cell that a spreadsheet would take
 * for a formula begins with an apostrophe, which tells it that text follows.
 *
 * @example
 * encodeCsv({ columns: ["title", "price"], rows: [["Lamps, small", "9.50 EUR"]] });
 * // 'title,price\r\n"Lamps, small",9.50 EUR\r\n'
 */
export const encodeCsv = ({ columns, rows }: ResultTable): string =>
  [columns, ...rows].map((cells) => `${cells.map(asText).map(quoted).join(",")}\r\n`).join("");

/**
 * Quotes what would otherwise end the cell, and what some readers would not keep: space at either end, a byte order
 * mark, and an empty cell, since a line without anything is no row.
 */
const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$|^$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/**
 * Anyone who names the columns of a task could otherwise have a program run on the machine of anyone who opens the file. The
 * signs are those of OWASP's page on CSV injection, those of full width included.
 */
export const asText = (cell: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);
