import { highlighted } from "./highlight.ts";
import { createFind, type Find } from "../search/find.ts";
import type { SearchEntry } from "../search/search-entry.ts";

/** What the dialog loads when it is first opened. */
export interface LoadedSearch {
  readonly find: Find;
  readonly highlighted: typeof highlighted;
}

/** Loads what can be found, and returns the functions that find and mark it. */
export async function loadFind(root: string): Promise<LoadedSearch> {
  const response = await fetch(`${root}search-index.json`);
  if (!response.ok)
    throw new Error(`The index of the search could not be loaded: status ${response.status}.`);
  return { find: createFind((await response.json()) as SearchEntry[]), highlighted };
}
