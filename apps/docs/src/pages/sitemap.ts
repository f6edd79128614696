import { escapeHtml } from "../html.ts";
import type { Page } from "./page.ts";
import { localUrl, type Site } from "./site.ts";

/** The list of all pages for search engines. It needs absolute addresses. */
export function sitemap(site: Site, pages: readonly Page[]): string {
  const urls = pages
    .map(({ path }) => `<url><loc>${escapeHtml((site.url ?? localUrl) + path)}</loc></url>\n`)
    .join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`;
}
