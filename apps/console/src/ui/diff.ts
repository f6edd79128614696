/** A line of one of two texts, or of both. */
export interface DiffLine {
  readonly kind: "added" | "removed" | "same";
  readonly line: string;
}

/** Beyond this, comparing would take too long: the table grows with the product. */
const MOST_LINES = 1000;

/**
 * Compares two texts line by line: the longest common subsequence stays.
 *
 * @example
 * diffOf("a\nb", "a\nc"); // [{ kind: "same", line: "a" }, { kind: "removed", line: "b" }, { kind: "added", line: "c" }]
 */
export const diffOf = (before: string, after: string): DiffLine[] => {
  const left = before.split("\n");
  const right = after.split("\n");
  if (left.length > MOST_LINES || right.length > MOST_LINES)
    return right.map((line) => ({ kind: "same", line }));
  const lengths = tableOf(left, right);
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < left.length && column < right.length) {
    const [old = "", line = ""] = [left[row], right[column]];
    if (old === line) {
      lines.push({ kind: "same", line });
      row += 1;
      column += 1;
    } else if ((lengths[row + 1]?.[column] ?? 0) >= (lengths[row]?.[column + 1] ?? 0)) {
      lines.push({ kind: "removed", line: old });
      row += 1;
    } else {
      lines.push({ kind: "added", line });
      column += 1;
    }
  }
  return [
    ...lines,
    ...left.slice(row).map((line): DiffLine => ({ kind: "removed", line })),
    ...right.slice(column).map((line): DiffLine => ({ kind: "added", line })),
  ];
};

/** How long the common subsequence is from each pair of lines on. */
const tableOf = (left: readonly string[], right: readonly string[]): number[][] => {
  const table = Array.from({ length: left.length + 1 }, () =>
    Array.from({ length: right.length + 1 }, () => 0),
  );
  for (let row = left.length - 1; row >= 0; row--)
    for (let column = right.length - 1; column >= 0; column--) {
      const [here, below] = [table[row], table[row + 1]];
      if (!here || !below) continue;
      here[column] =
        left[row] === right[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, here[column + 1] ?? 0);
    }
  return table;
};
