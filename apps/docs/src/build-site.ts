import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { apis as apiFacts } from "./apis.ts";
import { bundleScripts } from "./bundle-scripts.ts";
import { changelogFeed } from "./changelog/feed.ts";
import { readReleases } from "./changelog/read-releases.ts";
import { loadChangelog } from "./changelog/changelog.ts";
import { type Api, loadApi } from "./contract/load-api.ts";
import { compareApis } from "./guides/compare-apis.ts";
import { contractIncludes } from "./guides/contract-includes.ts";
import { describeChanges } from "./guides/describe-changes.ts";
import {
  type LifeCycleSpecification,
  readLifeCycleSpecification,
  schemaFile,
} from "./guides/life-cycle-specification.ts";
import { readGuides } from "./guides/read-guides.ts";
import { callbackMarkdown, operationMarkdown } from "./markdown/operation-markdown.ts";
import { markdownPath } from "./operations/address.ts";
import { llmsFullText, llmsText } from "./markdown/llms-text.ts";
import { referenceMarkdown } from "./markdown/reference-markdown.ts";
import { changelogPage } from "./pages/changelog-page.ts";
import { guidePage, guidesPage } from "./pages/guide-pages.ts";
import { landingPage } from "./pages/landing.ts";
import { layout } from "./pages/layout.ts";
import { callbackPage, operationPage } from "./pages/operation-page.ts";
import { notFoundPage } from "./pages/not-found-page.ts";
import type { Page } from "./pages/page.ts";
import { referencePage, referenceScript } from "./pages/reference-page.ts";
import { type Site, siteName } from "./pages/site.ts";
import { robotsText, sitemap } from "./pages/sitemap.ts";
import { type RedocBundle, redocBundle } from "./reference/redoc-bundle.ts";
import { redocDefinition, serviceSamples } from "./reference/redoc-definition.ts";
import { redocOptions } from "./reference/redoc-options.ts";
import { renderRedoc } from "./reference/render-redoc.ts";
import { serviceWorker } from "./service-worker.ts";
import { searchIndex } from "./search/search-index.ts";

/** Files by their paths below the root of the site. */
type Files = Readonly<Record<string, string>>;

/** The built mock: `exports` of its package lead to its sources. */
const mockFolder = join(fileURLToPath(import.meta.resolve("@task-contracts/mock")), "../../dist");

const assets = fileURLToPath(new URL("../assets", import.meta.url));

/**
 * Builds the whole site into a folder, which it replaces.
 *
 * @param url Where the site will be, if that is known.
 */
export async function buildSite(folder: string, url?: string): Promise<void> {
  const apis = await Promise.all(apiFacts.map(loadApi));
  const lifeCycles = await readLifeCycleSpecification();
  const [guides, changelog, redoc, scripts, styles] = await Promise.all([
    loadGuides(apis, lifeCycles),
    loadChangelog(apis),
    redocBundle(),
    bundleScripts(),
    readFile(join(assets, "site.css"), "utf8"),
  ]);
  const site: Site = { apis, guides, changelog, url: url?.replace(/\/*$/, "/") };
  const references = await Promise.all(apis.map((api) => buildReference(api, redoc)));
  const pages = [
    landingPage(site),
    ...references.map(({ page }) => page),
    ...apis.flatMap((api) => operationPages(site, api)),
    guidesPage(site),
    ...guides.map((guide) => guidePage(site, guide)),
    changelogPage(site),
  ];
  await rm(folder, { recursive: true, force: true });
  await cp(assets, join(folder, "assets"), { recursive: true });
  await cp(mockFolder, join(folder, "assets/mock"), {
    recursive: true,
    // What runs in a worker of the page, and its licenses.
    filter: (file) => !/types$|(?:index|msw|service-worker)\.js$/.test(file),
  });
  await write(folder, {
    ...scripts,
    "assets/redoc.js": redoc.script,
    ...Object.fromEntries(pages.map((page) => [`${page.path}index.html`, layout(site, page)])),
    ...Object.assign({}, ...references.map(({ files }) => files)),
    ...Object.assign({}, ...apis.map(operationFiles)),
    ...Object.fromEntries(
      guides.map(({ slug, title, markdown }) => [`guides/${slug}.md`, `# ${title}\n\n${markdown}\n`]),
    ),
    "changelog/changelog.md": `# ${changelog.title}\n\n${changelog.markdown}\n`,
    [schemaFile]: lifeCycles.schema,
    "404.html": notFoundPage(site, styles),
    "search-index.json": JSON.stringify(searchIndex(site)),
    // Without an address, a sitemap would name that of no one.
    ...(site.url !== undefined && { "sitemap.xml": sitemap(site.url, pages) }),
    "robots.txt": robotsText(site.url),
    "changelog/feed.xml": changelogFeed(await readReleases(), `${siteName}: ${changelog.title}`),
    "llms.txt": llmsText(site),
    "llms-full.txt": llmsFullText(site),
    "sw.js": serviceWorker(pages, scripts),
    // GitHub Pages would otherwise look for pages in folders of its own kind.
    ".nojekyll": "",
  });
}

async function loadGuides(apis: readonly Api[], lifeCycles: LifeCycleSpecification): Promise<Site["guides"]> {
  const [v1, beta] = ["scale-v1", "scale-beta"].map((id) => apis.find((api) => api.id === id));
  if (v1 === undefined || beta === undefined)
    throw new Error("Both versions of the Scale API are compared, but one is missing.");
  const changes = describeChanges(await compareApis(beta, v1), beta, v1);
  return readGuides(contractIncludes(apis, changes, lifeCycles));
}

const operationPages = (site: Site, api: Api): Page[] => [
  ...api.operations.map((operation) => operationPage(site, api, operation)),
  ...api.callbacks.map((callback) => callbackPage(site, api, callback)),
];

/** The pages of operations and callbacks as Markdown. */
const operationFiles = (api: Api): Files =>
  Object.fromEntries(
    [
      ...api.operations.map((operation) => ({ operation, text: operationMarkdown(api, operation) })),
      ...api.callbacks.map(({ callback, causes }) => ({
        operation: callback,
        text: callbackMarkdown(api, callback, causes),
      })),
    ].map(({ operation, text }) => [markdownPath(api, operation), text]),
  );

async function buildReference(api: Api, redoc: RedocBundle): Promise<{ page: Page; files: Files }> {
  const definition = redocDefinition(api);
  const options = redocOptions(api);
  const rendered = await renderRedoc(definition, options);
  const files = {
    "reference.js": referenceScript(definition, options, serviceSamples(api)),
    "reference.md": referenceMarkdown(api),
    "openapi.json": `${JSON.stringify(api.contract, null, 2)}\n`,
    "openapi.yaml": stringify(api.contract, { lineWidth: 0, aliasDuplicateObjects: false }),
  };
  return {
    page: referencePage(api, rendered, redoc.styles),
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [`${api.id}/${name}`, text])),
  };
}

async function write(folder: string, files: Files): Promise<void> {
  await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }),
  );
}
