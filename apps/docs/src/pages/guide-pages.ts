import type { Guide } from "../guides/guide.ts";
import { html } from "../html.ts";
import { type Heading, renderMarkdown } from "../markdown/render-markdown.ts";
import { footer } from "./footer.ts";
import { guideList } from "./guide-list.ts";
import type { Page } from "./page.ts";
import type { Site } from "./site.ts";

/** The list of all guides. */
export const guidesPage = ({ guides }: Site): Page => ({
  path: "guides/",
  title: "Guides",
  description:
    "Authentication, webhooks, retries, errors, testing with the mock server, your own APIs, and migration from the beta.",
  body: html`<main class="landing" id="content">
    <h1>Guides</h1>
    <p class="lead">Topics that concern more than one operation. The facts come from the contracts.</p>
    ${guideList(guides, "")} ${footer("../")}
  </main>`,
});

/** The page of a guide, between the list of all guides and its own table of contents. */
export function guidePage({ guides }: Site, guide: Guide): Page {
  const { body, headings } = renderMarkdown(guide.markdown, guideLink);
  return {
    path: `guides/${guide.slug}/`,
    title: guide.title,
    description: guide.description,
    markdown: `guides/${guide.slug}.md`,
    body: html`<div class="guide">
      <nav aria-labelledby="guides-heading">
        <h2 id="guides-heading">Guides</h2>
        <ul>
          ${guides.map(({ slug, title }) => html`<li><a href="../${slug}/" ${slug === guide.slug && html` aria-current="page"`}>${title}</a></li> `)}
        </ul>
      </nav>
      <main class="prose" id="content">
        <h1>${guide.title}</h1>
        <p class="lead">${guide.description}</p>
        ${body}
        <p class="source">This page as <a href="../${guide.slug}.md">Markdown</a>.</p>
        ${footer("../../")}
      </main>
      <nav class="toc" aria-labelledby="toc-heading">
        <h2 id="toc-heading">On this page</h2>
        <ul>
          ${headings.filter(isMain).map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li> `)}
        </ul>
      </nav>
    </div>`,
  };
}

const isMain = ({ level }: Heading): boolean => level === 2;

/** The files of guides lie side by side, but each page is in a folder of its own. */
export function guideLink(address: string): string {
  if (/^(?:https?:|#)/.test(address)) return address;
  return `../${address.replace(/^([\w-]+)\.md/, "$1/")}`;
}
