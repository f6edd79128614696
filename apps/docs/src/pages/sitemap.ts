import { escapeHtml } from "../html.ts";
import type { Page } from "./page.ts";

/**
 * The list of all pages for search engines. It needs absolute addresses.
 *
 * @param url Where the site will be.
 */
export function sitemap(url: string, pages: readonly Pick<Page, "path">[]): string {
  const urls = pages.map(({ path }) => `<url><loc>${escapeHtml(url + path)}</loc></url>\n`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls}</urlset>
`;
}

/** Who may read the site: everyone. It names the sitemap if there is one. */
export const robotsText = (url: string | undefined): string =>
  `User-agent: *\nAllow: /\n${url === undefined ? "" : `\nSitemap: ${url}sitemap.xml\n`}`;
