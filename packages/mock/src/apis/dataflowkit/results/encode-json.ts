import type { ResultTable } from "./result-table.ts";

/**
 * Writes an array of objects, one per row.
 *
 * @example
 * encodeJson({ columns: ["title"], rows: [["Why Bread Rises"]] });
 * // '[\n  {\n    "title": "Why Bread Rises"\n  }\n]\n'
 */
export const encodeJson = (table: ResultTable): string => `${JSON.stringify(recordsOf(table), null, 2)}\n`;

/**
 * Writes one object per line, one per row.
 *
 * @example
 * encodeJsonLines({ columns: ["title"], rows: [["Why Bread Rises"]] }); // '{"title":"Why Bread Rises"}\n'
 */
export const encodeJsonLines = (table: ResultTable): string =>
  recordsOf(table)
    .map((record) => `${JSON.stringify(record)}\n`)
    .join("");

const recordsOf = ({ columns, rows }: ResultTable): Record<string, string>[] =>
  // Not by assignment: a column may be named `__proto__`.
  rows.map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""])));
