/** A guide: Markdown that was complete before it got here. */
export interface Guide {
  /** The name of its file and of its page. */
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly markdown: string;

  /** Words that readers search for and the text does not use. */
  readonly keywords?: string;
}
