import { html, Markup } from "../html.ts";
import { policyPlaceholder, withPolicy } from "./content-security-policy.ts";
import { header } from "./header.ts";
import { type Page, rootFrom } from "./page.ts";
import { type Site, siteName } from "./site.ts";

/**
 * Runs before the first paint, so that no page flashes in the wrong colours. Redoc keeps the choice under the same key
 * and in the same classes.
 */
export const themeScript = `(function () {
  var mode;
  try { mode = localStorage.getItem("redoc.colorMode"); } catch (error) {}
  if (mode !== "light" && mode !== "dark") mode = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.classList.add(mode, "js");
})()`;

/** Completes a page: its head, the header of the site, and the policy that fits what is in it. */
export function layout(site: Site, page: Page): string {
  const root = rootFrom(page.path);
  const title = page.path === "" ? `${siteName}: ${page.title}` : `${page.title} · ${siteName}`;
  return withPolicy(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policyPlaceholder}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <meta name="description" content="${page.description}" />
          <meta property="og:title" content="${title}" />
          <meta property="og:description" content="${page.description}" />
          ${site.url !== undefined && absoluteLinks(site.url, page.path)}
          <link rel="icon" href="${root}assets/icon.svg" type="image/svg+xml" />
          <link
            rel="alternate"
            href="${root}changelog/feed.xml"
            type="application/atom+xml"
            title="Changelog"
          />
          ${page.markdown !== undefined && html`<link rel="alternate" href="${root}${page.markdown}" type="text/markdown" /> `}
          <script>
            ${new Markup(themeScript)};
          </script>
          <link rel="stylesheet" href="${root}assets/site.css" />
          <script type="module" src="${root}assets/site.js"></script>
          ${page.head}
        </head>
        <body data-root="${root}">
          ${header(site, page)} ${page.body}
        </body>
      </html> `.text,
    page.laterStyles,
  );
}

/** What needs the address of the site: search engines and social networks follow no relative links. */
const absoluteLinks = (url: string, path: string): Markup =>
  html`<meta property="og:url" content="${url + path}" />
    <meta property="og:image" content="${url}assets/social.png" />
    <meta name="twitter:card" content="summary_large_image" />
    <link rel="canonical" href="${url + path}" />
    <link rel="sitemap" href="${url}sitemap.xml" type="application/xml" />`;
