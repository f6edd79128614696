/** What an entry is about, which decides how much it counts. */
export type EntryKind =
  | "guide"
  | "guide section"
  | "section"
  | "operation"
  | "callback"
  | "property"
  | "release";

/** One place that a search can find. */
export interface SearchEntry {
  readonly kind: EntryKind;

  /** Below the root of the site. */
  readonly url: string;
  readonly title: string;

  /** Where it is: the API or the guide. */
  readonly place: string;

  /** Its text, as far as it helps to find it. The part with what was searched for is shown. */
  readonly text: string;

  /** Names in code: operations, paths, properties, values. */
  readonly names: string;
}
