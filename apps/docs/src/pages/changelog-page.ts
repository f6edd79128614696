import { html } from "../html.ts";
import { renderMarkdown } from "../markdown/render-markdown.ts";
import { footer } from "./footer.ts";
import type { Page } from "./page.ts";
import type { Site } from "./site.ts";

/** What each release changed in the contracts, with the contracts on one side and the releases on the other. */
export function changelogPage({ apis, changelog }: Site): Page {
  const { body, headings } = renderMarkdown(changelog.markdown);
  return {
    path: "changelog/",
    title: changelog.title,
    description: changelog.description,
    markdown: "changelog/changelog.md",
    body: html`<div class="guide">
      <nav aria-labelledby="contracts-heading">
        <h2 id="contracts-heading">Contracts</h2>
        <ul>
          ${apis.map(({ id, shortName, contract }) => html`<li><a href="../${id}/">${shortName} ${contract.info.version}</a></li> `)}
        </ul>
      </nav>
      <main class="prose" id="content">
        <h1>${changelog.title}</h1>
        <p class="lead">${changelog.description}</p>
        ${body}
        <p class="source">This page as <a href="changelog.md">Markdown</a>.</p>
        ${footer("../")}
      </main>
      <nav class="toc" aria-labelledby="toc-heading">
        <h2 id="toc-heading">Releases</h2>
        <ul>
          ${headings.filter(({ level }) => level === 2).map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li> `)}
        </ul>
      </nav>
    </div>`,
  };
}
