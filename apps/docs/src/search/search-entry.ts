/** One place that a search can find. */
export interface SearchEntry {
  /** Below the root of the site. */
  readonly url: string;
  readonly title: string;

  /** Where it is: the API or the guide. */
  readonly place: string;

  /** Its text, as far as it helps to find it. The beginning is shown. */
  readonly text: string;

  /** Names in code: operations, paths, properties. */
  readonly names: string;
}
