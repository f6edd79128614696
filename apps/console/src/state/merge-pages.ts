/** The rows that were read so far, newest first. */
export interface Rows<T> {
  readonly items: readonly T[];
  /** Continues with older rows. Absent if there are none. */
  readonly next: string | undefined;
}

/**
 * Puts older rows after those that they were read for. If the rows have begun anew meanwhile, they stay as they are.
 *
 * @param last The last row when the older ones were asked for.
 */
export const appendPage = <T>(
  known: Rows<T>,
  older: Rows<T>,
  last: T | undefined,
  keyOf: (item: T) => string,
): Rows<T> => {
  const end = known.items.at(-1);
  if (end === undefined || last === undefined || keyOf(end) !== keyOf(last)) return known;
  return { items: [...known.items, ...older.items], next: older.next };
};

/**
 * Puts the first page, read anew, before the rows that were read earlier. If so much happened that the two do not meet, the
 * earlier ones are given up: they would leave a gap.
 *
 * @example
 * mergePages({ items: ["b", "a"], next: undefined }, { items: ["c", "b"], next: "…" }, (it) => it).items; // ["c", "b", "a"]
 */
export const mergePages = <T>(known: Rows<T>, first: Rows<T>, keyOf: (item: T) => string): Rows<T> => {
  const last = first.items.at(-1);
  if (first.next === undefined || last === undefined) return first;
  const meeting = known.items.findIndex((item) => keyOf(item) === keyOf(last));
  if (meeting === -1) return first;
  const older = known.items.slice(meeting + 1);
  return { items: [...first.items, ...older], next: older.length === 0 ? first.next : known.next };
};
