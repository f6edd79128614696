/**
 * A table in Markdown, with the cells of a column as wide as the widest, as formatters want it. The first line is the head.
 *
 * @example
 * markdownTable([["a", "b"], ["1", "22"]]); // "| a   | b   |\n| --- | --- |\n| 1   | 22  |"
 */
export const markdownTable = (lines: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = lines;
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => cells[column]?.length ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...body]
    .map((cells) => `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`)
    .join("\n");
};
