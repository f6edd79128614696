import type { ResultTable } from "./result-table.ts";

/**
 * Writes comma-separated values according to RFC 4180, the names of the columns first. A cell that a spreadsheet would take
 * for a formula begins with an apostrophe, which marks it as text.
 *
 * @example
 * encodeCsv({ columns: ["title", "price"], rows: [["Lamps, small", "9.50 EUR"]] });
 * // 'title,price\r\n"Lamps, small",9.50 EUR\r\n'
 */
export const encodeCsv = ({ columns, rows }: ResultTable): string =>
  [columns, ...rows].map((cells) => `${cells.map(asText).map(quoted).join(",")}\r\n`).join("");

/**
 * Quotes what would otherwise end the cell, and what some readers would drop: space at either end, a byte order
 * mark, and an empty cell, since an empty line is not a row.
 */
const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$|^$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/**
 * The author of column names could otherwise run code on the machine of anyone who opens the file. The
 * characters are those of OWASP's page on CSV injection, including the full-width ones.
 */
export const asText = (cell: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell);
