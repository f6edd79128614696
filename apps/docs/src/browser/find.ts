import MiniSearch from "minisearch";
import type { SearchEntry } from "../search/search-entry.ts";

/** How many results are shown at most. */
const LIMIT = 20;

/** Loads what can be found, and returns the function that finds it. */
export async function createFind(root: string): Promise<(text: string) => readonly SearchEntry[]> {
  const response = await fetch(`${root}search-index.json`);
  const entries = (await response.json()) as SearchEntry[];
  const index = new MiniSearch<SearchEntry>({
    fields: ["title", "names", "text"],
    idField: "url",
    tokenize: wordsAndParts,
    searchOptions: { tokenize: words, prefix: true, fuzzy: 0.15, boost: { title: 4, names: 2 } },
  });
  index.addAll(entries);
  const byUrl = new Map(entries.map((entry) => [entry.url, entry]));
  return (text) => {
    const all = index.search(text, { combineWith: "AND" });
    // Whoever types a sentence may be right in most of it.
    const found = all.length > 0 ? all : index.search(text, { combineWith: "OR" });
    return found.slice(0, LIMIT).flatMap(({ id }) => byUrl.get(id as string) ?? []);
  };
}

const words = (text: string): string[] => text.split(/[\s.,;:()/{}"'?!]+/).filter((word) => word !== "");

/** Names stay whole, and can be found by their parts as well: callback_succeeded, callback, succeeded. */
function wordsAndParts(text: string): string[] {
  return words(text).flatMap((word) => {
    const parts = word.split(/[_-]|(?<=[a-z])(?=[A-Z])/);
    return parts.length > 1 ? [word].concat(parts) : word;
  });
}
