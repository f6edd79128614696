import { type Markup, html } from "../html.ts";
import type { Api } from "../contract/load-api.ts";
import { slugOf } from "../operations/address.ts";
import { icons } from "./icons.ts";
import { type Page, rootFrom } from "./page.ts";
import { repositoryUrl } from "./repository.ts";
import { type Site, siteName } from "./site.ts";

/**
 * The bar at the top of every page.
 *
 * @param root Leads from the page to the start page.
 */
export function header(site: Site, page: Pick<Page, "path">, root = rootFrom(page.path)): Markup {
  const links = [
    ...site.apis.map((api) => ({ path: `${api.id}/`, text: api.shortName })),
    { path: "guides/", text: "Guides" },
    { path: "changelog/", text: "Changelog" },
  ];
  return html`<a class="skip" href="#content">Skip to content</a>
    <header class="site-header">
      <a class="brand" href="${root || "./"}"
        ><span class="brand-mark" aria-hidden="true"></span>${siteName}</a
      >
      <nav class="site-nav" id="site-nav" aria-label="Site">
        ${links.map(
          ({ path, text }) =>
            html`<a
              href="${root}${path}"
              ${page.path.startsWith(path) && html` aria-current="${page.path === path ? "page" : "true"}"`}
              >${text}</a
            > `,
        )}
        ${site.apis.filter(({ id }) => page.path === `${id}/`).map(operationLinks)}
      </nav>
      <div class="site-tools">
        <button
          class="tool search-field"
          type="button"
          data-search
          title="Search the whole site"
          aria-keyshortcuts="Control+K /"
        >
          ${icons.search}<span class="search-label">Search</span><kbd aria-hidden="true">Ctrl K</kbd>
        </button>
        <a class="tool repository" href="${repositoryUrl}" aria-label="Repository" title="Repository"
          >${icons.code}</a
        >
        <button
          class="tool"
          type="button"
          data-theme
          aria-label="Switch between light and dark"
          title="Switch between light and dark"
        >
          <span class="when-light">${icons.moon}</span><span class="when-dark">${icons.sun}</span>
        </button>
        <button
          class="tool menu-button"
          type="button"
          aria-label="Menu"
          aria-expanded="false"
          aria-controls="site-nav"
        >
          ${icons.menu}
        </button>
      </div>
    </header>`;
}

/** The operations and callbacks of a reference, for phones: Redoc's own list has no room there. */
const operationLinks = ({ callbacks, operations, shortName }: Api): Markup =>
  html`<details class="phone-list">
    <summary>Operations of ${shortName}</summary>
    ${[...operations, ...callbacks.map(({ callback }) => callback)].map(({ id, summary }) => html`<a href="${slugOf(id)}/">${summary}</a> `)}
  </details>`;
