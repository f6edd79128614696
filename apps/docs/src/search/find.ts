import MiniSearch, { type Query } from "minisearch";
import type { EntryKind, SearchEntry } from "./search-entry.ts";
import { indexTerms, queryParts } from "./terms.ts";

/** How many results are shown at most. */
const LIMIT = 20;

/** An entry that was found, and the terms of it that matched. */
export interface SearchResult {
  readonly entry: SearchEntry;
  readonly terms: ReadonlySet<string>;
}

export type Find = (text: string) => readonly SearchResult[];

/** How much more an entry counts whose title is what was typed than one that begins like it. */
const EXACT = 4;

/** How much an entry counts. Guides cover most questions; a property is rarely what a word of prose means. */
const kindBoost: Readonly<Record<EntryKind, number>> = {
  guide: 3,
  "guide section": 1.5,
  section: 1.1,
  operation: 1.4,
  callback: 1.1,
  property: 0.6,
  release: 0.5,
};

/** Most readers use v1, few the beta, and those who steer a mock know that they do. */
const apiBoost = (url: string): number => {
  if (url.startsWith("scale-v1/")) return 1.4;
  return /^(?:scale-beta|mock-control-v1|guides\/beta)/.test(url) ? 0.7 : 1;
};

/**
 * Makes the function that finds entries: by stems, synonyms, parts of names and beginnings of words.
 *
 * @example
 * createFind(entries)("webhook signature")[0]?.entry.url; // "guides/callbacks/"
 */
export function createFind(entries: readonly SearchEntry[]): Find {
  const index = new MiniSearch<SearchEntry>({
    fields: ["title", "names", "text"],
    idField: "url",
    tokenize: indexTerms,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: (text) => [text],
      boost: { title: 5, names: 2 },
      boostDocument: (id) => {
        const entry = byUrl.get(String(id));
        return entry === undefined ? 1 : kindBoost[entry.kind] * apiBoost(entry.url);
      },
    },
  });
  const byUrl = new Map(entries.map((entry) => [entry.url, entry]));
  index.addAll([...byUrl.values()]);
  return (text) => {
    const parts = queryParts(text);
    const all = index.search({ combineWith: "AND", queries: parts.map(queryOf) });
    // A sentence may be right in most of its words.
    const found = all.length > 0 ? all : index.search({ combineWith: "OR", queries: parts.map(queryOf) });
    const name = text.trim().toLowerCase();
    const scoreOf = ({ id, score }: (typeof found)[number]): number =>
      byUrl.get(String(id))?.title.toLowerCase() === name ? score * EXACT : score;
    return found
      .toSorted((a, b) => scoreOf(b) - scoreOf(a))
      .slice(0, LIMIT)
      .flatMap(({ id, terms }) => {
        const entry = byUrl.get(String(id));
        return entry === undefined ? [] : [{ entry, terms: new Set(terms) }];
      });
  };
}

/** A part of a query means its words, or the concept that they name; a word may be incomplete or misspelled. */
function queryOf({ concept, words }: ReturnType<typeof queryParts>[number]): Query {
  const literal: Query = {
    combineWith: "AND",
    queries: words.map((word) => ({
      queries: [word],
      prefix: word.length > 2,
      fuzzy: word.length > 4 ? 0.15 : false,
    })),
  };
  if (concept === undefined) return literal;
  return { combineWith: "OR", queries: [literal, { queries: [concept], prefix: false, fuzzy: false }] };
}
