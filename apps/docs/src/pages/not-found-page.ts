import { html, Markup } from "../html.ts";
import { policyPlaceholder, withPolicy } from "./content-security-policy.ts";
import { header } from "./header.ts";
import { themeScript } from "./layout.ts";
import { localUrl, type Site, siteName } from "./site.ts";

/**
 * A host shows this page under every address that does not exist, however deep. So it finds out where the site begins by
 * looking for a file that is only there, corrects its links, and loads the script of the site.
 */
const findRoot = `(async function () {
  var steps = location.pathname.split("/");
  while (steps.length > 1) {
    steps.pop();
    var root = steps.join("/") + "/";
    var response = await fetch(root + "search-index.json", { method: "HEAD" }).catch(function () {});
    if (response && response.ok) {
      var known = document.body.dataset.root;
      document.querySelectorAll('a[href^="/"]').forEach(function (link) {
        link.href = root + link.getAttribute("href").slice(known.length);
      });
      document.body.dataset.root = root;
      document.querySelector(".brand-mark").style.backgroundImage = "url(" + root + "assets/icon.svg)";
      import(root + "assets/site.js");
      return;
    }
  }
})()`;

/** The page for addresses that do not exist. `styles` are those of the site. */
export function notFoundPage(site: Site, styles: string): string {
  const { pathname } = new URL(site.url ?? localUrl);
  const links = [
    { path: "", text: "Start page" },
    ...site.apis.map((api) => ({ path: `${api.id}/`, text: `${api.contract.info.title} reference` })),
    { path: "guides/", text: "Guides" },
    { path: "changelog/", text: "Changelog" },
  ];
  return withPolicy(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policyPlaceholder}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>Page not found · ${siteName}</title>
          <meta name="description" content="There is no page at this address." />
          <link rel="icon" href="data:," />
          <script>
            ${new Markup(themeScript)};
          </script>
          <style>
            ${new Markup(styles)}
          </style>
        </head>
        <body data-root="${pathname}">
          ${header(site, { path: "404" }, pathname)}
          <main class="landing prose" id="content">
            <h1>There is no page here</h1>
            <p class="lead">
              The address may be mistyped, or the page may have moved. Search for it, or start here:
            </p>
            <ul>
              ${links.map(({ path, text }) => html`<li><a href="${pathname}${path}">${text}</a></li> `)}
            </ul>
          </main>
          <script>
            ${new Markup(findRoot)};
          </script>
        </body>
      </html> `.text,
  );
}
