import type { ResultTable } from "./result-table.ts";
import { xmlNames } from "./xml-names.ts";
import { xmlText } from "./xml-text.ts";

/**
 * Writes an `item` per row below `results`, with an element per column.
 *
 * @example
 * encodeXml({ columns: ["unit price"], rows: [["9.50 EUR"]] });
 * // <results><item><unit_price>9.50 EUR</unit_price></item></results>, with a declaration and on several lines
 */
export const encodeXml = ({ columns, rows }: ResultTable): string => {
  const names = xmlNames(columns);
  const items = rows.map((cells) => {
    const elements = names.map((name, index) => `    <${name}>${xmlText(cells[index] ?? "")}</${name}>\n`);
    return `  <item>\n${elements.join("")}  </item>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<results>\n${items.join("")}</results>\n`;
};
