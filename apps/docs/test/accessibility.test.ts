import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { siteUrl, visit } from "./support/browse.ts";
import { largestPages, ownPages } from "./support/pages.ts";
import { waitForRedoc } from "./support/redoc.ts";

const axeScript = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds in a page, as far as it matters. */
async function violations(page: Page, options: axe.RunOptions = {}): Promise<string[]> {
  // The policy of the page keeps it from adding scripts, but not the tools of a developer.
  await page.evaluate(axeScript);
  const { violations: found } = await runAxe(page, options);
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
}

const runAxe = (page: Page, options: axe.RunOptions): Promise<axe.AxeResults> =>
  page.evaluate((given) => (globalThis as unknown as { axe: typeof axe }).axe.run(document, given), {
    ...options,
    resultTypes: ["violations"],
  } as axe.RunOptions);

test.for([...ownPages, ...largestPages])("axe-core finds nothing serious on /%s", async (path) => {
  const { page } = await visit();
  await page.goto(siteUrl + path);
  expect(await violations(page)).toEqual([]);
});

/** Known issues that only Redoc could fix. */
const knownOfRedoc = [
  // Buttons that show a media type or the name of an example say only what they are for.
  "label-content-name-mismatch",
  // Tables in descriptions can be scrolled by pointer alone.
  "scrollable-region-focusable",
];

test.for(["light", "dark"] as const)(
  "axe-core finds in a reference in %s colours only what is known of Redoc",
  async (colorScheme) => {
    const { page } = await visit({ colorScheme });
    await page.goto(`${siteUrl}scale-beta/#/follow-tasks/gettask`);
    await waitForRedoc(page);
    const found = await violations(page);
    expect(found.filter((violation) => !knownOfRedoc.some((rule) => violation.startsWith(rule)))).toEqual([]);
  },
);

test("dark colours have enough contrast", async () => {
  const { page } = await visit({ colorScheme: "dark" });
  // Between them they have everything that pages are made of.
  for (const path of ["", "guides/mock-server/", "guides/callbacks/", ...largestPages]) {
    await page.goto(siteUrl + path);
    expect(await violations(page, { runOnly: ["color-contrast"] })).toEqual([]);
  }
});
