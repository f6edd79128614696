import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { callbackRoute, operationRoute, sectionRoute } from "../src/markdown/links.ts";
import { robotsText, sitemap } from "../src/pages/sitemap.ts";
import { sectionsOf } from "../src/search/plain-text.ts";
import { apis } from "./support/apis.ts";
import { dist, files, pages, readFile } from "./support/pages.ts";

/** The addresses that Redoc gives to the parts of each reference; a test in a browser shows that they lead there. */
const routes = new Map(
  apis.map((api) => [
    `${api.id}/index.html`,
    new Set([
      "#/",
      ...sectionsOf(api.contract.info.description, 1).map(({ title }) => sectionRoute(title)),
      ...api.contract.tags.map(({ name }) => operationRoute({ tags: [name], id: "" }).slice(0, -1)),
      ...api.operations.flatMap((operation) => [
        operationRoute(operation),
        ...operation.callbacks.map((callback) => callbackRoute(operation, callback)),
      ]),
    ]),
  ]),
);

/** All links of a file that do not lead to another site. */
function linksIn(file: string): string[] {
  const pattern = file.endsWith(".html") ? / (?:href|src)="([^"]*)"/g : /\]\(([^)\s]+)\)/g;
  return Array.from(readFile(file).matchAll(pattern), ([, link = ""]) =>
    link.replaceAll("&amp;", "&"),
  ).filter((link) => !/^(?:https?|data):/.test(link));
}

function leadsNowhere(file: string, link: string): boolean {
  const [path = "", ...rest] = link.split("#");
  const hash = rest.length > 0 ? `#${rest.join("#")}` : "";
  let target = path === "" ? file : join(dirname(file), path);
  if (!existsSync(join(dist, target))) return true;
  if (statSync(join(dist, target)).isDirectory()) target = join(target, "index.html");
  if (hash === "" || hash === "#") return !existsSync(join(dist, target));
  if (target.endsWith(".md")) return !hasMarkdownAnchor(readFile(target), hash.slice(1));
  const known = routes.get(target);
  if (known !== undefined && hash.startsWith("#/")) return !known.has(hash);
  return !readFile(target).includes(`id="${hash.slice(1)}"`);
}

const hasMarkdownAnchor = (text: string, anchor: string): boolean =>
  Array.from(text.matchAll(/^#+ (.+)$/gm), ([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  ).includes(anchor);

test.for(
  files.filter(
    (file) =>
      /\.(?:html|md|txt)$/.test(file) &&
      !["404.html", "robots.txt"].includes(file) &&
      !file.startsWith("assets/"),
  ),
)("every link in %s leads somewhere", (file) => {
  const links = linksIn(file);
  expect(links.filter((link) => leadsNowhere(file, link))).toEqual([]);
  expect(links.length).toBeGreaterThan(0);
});

test("the search leads to places that exist", () => {
  const entries = JSON.parse(readFile("search-index.json")) as { url: string }[];
  expect(entries.filter(({ url }) => leadsNowhere("index.html", url || "./"))).toEqual([]);
});

test("a sitemap lists every page once, with the address of the site", () => {
  const all = pages.map((path) => ({ path }));
  const urls = Array.from(
    sitemap("https://docs.example/", all).matchAll(/<loc>([^<]*)<\/loc>/g),
    ([, url = ""]) => url,
  );
  expect(urls).toEqual(pages.map((path) => `https://docs.example/${path}`));
});

test("without an address of the site there is no sitemap, and nothing names one", () => {
  expect(files).not.toContain("sitemap.xml");
  expect(readFile("robots.txt")).not.toContain("Sitemap");
  expect(robotsText("https://docs.example/")).toContain("Sitemap: https://docs.example/sitemap.xml");
});
