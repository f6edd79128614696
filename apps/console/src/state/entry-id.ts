import type { Schemas } from "../api/client.ts";

type Entry = Schemas["JournalEntry"];

/** An entry of the journal, with a name for links: its time, and its number among those of the same time. */
export interface NamedEntry {
  readonly id: string;
  readonly entry: Entry;
}

/**
 * Names the entries of the journal, which have no id.
 *
 * @param entries Oldest first.
 * @example
 * nameEntries([{ at: "2026-03-02T09:31:55.090Z", … }])[0].id; // "2026-03-02T09:31:55.090Z-1"
 */
export const nameEntries = (entries: readonly Entry[]): NamedEntry[] => {
  const counts = new Map<string, number>();
  return entries.map((entry) => {
    const count = (counts.get(entry.at) ?? 0) + 1;
    counts.set(entry.at, count);
    return { id: `${entry.at}-${count}`, entry };
  });
};
