import type { Markup } from "../html.ts";

/** One page of the site, without what all pages share. */
export interface Page {
  /** Where it is below the root of the site: `guides/retries/`. The start page is at the empty path. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly body: Markup;

  /** What it needs in its head beside what all pages need. */
  readonly head?: Markup;

  /** The `style` attributes of markup that its scripts add; the policy allows exactly these. */
  readonly laterStyles?: readonly string[];

  /** The page as Markdown, for scripts and language models. Below the root of the site. */
  readonly markdown?: string;
}

/**
 * The way from a page to the root of the site. All links are relative, so that the site works under any path.
 *
 * @example
 * rootFrom("guides/retries/"); // "../../"
 */
export const rootFrom = (path: string): string => "../".repeat(path.split("/").length - 1);
