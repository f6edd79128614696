import { Marked, type Tokens } from "marked";
import { codeBlock } from "../pages/code-block.ts";
import { escapeHtml, Markup } from "../html.ts";

/** A heading of a text, for its table of contents and for the search. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

/** Markdown as markup, and what it has in it. */
export interface RenderedMarkdown {
  readonly body: Markup;
  readonly headings: readonly Heading[];
}

/**
 * Renders Markdown: headings that can be linked to, tables that scroll by themselves, code in colours.
 *
 * @param link Turns the address of a link as the text has it into one that the page needs.
 */
export function renderMarkdown(
  markdown: string,
  link = (address: string): string => address,
): RenderedMarkdown {
  const headings: Heading[] = [];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }: Tokens.Heading): string {
        const text = this.parser.parseInline(tokens, this.parser.textRenderer);
        const heading = { level: depth, id: uniqueId(text, headings), text };
        headings.push(heading);
        const anchor = `<a class="anchor" href="#${heading.id}" aria-label="Link to ${escapeHtml(text)}">#</a>`;
        return `<h${depth} id="${heading.id}">${this.parser.parseInline(tokens)}${anchor}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link): string {
        return `<a href="${escapeHtml(link(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      table(token: Tokens.Table): string {
        const row = (cells: readonly Tokens.TableCell[], name: string): string =>
          `<tr>${cells.map((cell) => `<${name}>${this.parser.parseInline(cell.tokens)}</${name}>`).join("")}</tr>\n`;
        const body = token.rows.map((cells) => row(cells, "td")).join("");
        // A table that is wider than a phone is scrolled, and so it must be reached by keyboard.
        return `<div class="table" tabindex="0" role="region" aria-label="Table"><table>\n<thead>${row(token.header, "th")}</thead>\n<tbody>${body}</tbody></table></div>\n`;
      },
      code({ text, lang = "" }: Tokens.Code): string {
        // What follows the language, such as the name of a file, is for those who try the code.
        const [language = ""] = lang.split(" ", 1);
        return codeBlock(text, language).text;
      },
    },
  });
  const body = new Markup(marked.parse(markdown, { async: false }));
  return { body, headings };
}

function uniqueId(text: string, headings: readonly Heading[]): string {
  const id = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  const namesakes = headings.filter(
    (heading) => heading.id === id || heading.id.startsWith(`${id}--`),
  ).length;
  return namesakes === 0 ? id : `${id}--${namesakes + 1}`;
}
