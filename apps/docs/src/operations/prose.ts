import { marked } from "marked";
import { Markup } from "../html.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import { sectionRoute } from "../markdown/links.ts";

/**
 * A description of a contract as markup, on the page of an operation. Links to headings lead into the full reference.
 *
 * @param isInline Whether it is part of a line: then it is no paragraph of its own.
 */
export function renderProse(markdown: string, isInline = false): Markup {
  if (isInline) return new Markup(marked.parseInline(markdown, { async: false }));
  return renderMarkdown(markdown, referenceLink).body;
}

/** Sections of the description are in the reference, which is one folder up. */
const referenceLink = (address: string): string =>
  address.startsWith("#") ? `../${sectionRoute(address.slice(1))}` : address;
