/**
 * Writes a table in Markdown.
 *
 * @example
 * table(["status", "meaning"], [["200", "it went well"]]);
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map(cell).join(" | ")} |`)
    .join("\n");
}

/** A cell is one line, and a bar in it would end it. */
const cell = (text: string): string => text.replaceAll("|", String.raw`\|`).replaceAll(/\s*\n\s*/g, " ");
