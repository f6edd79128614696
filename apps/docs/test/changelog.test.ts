import { expect, test } from "vitest";
import { readReleases } from "../src/changelog/read-releases.ts";
import { siteUrl, visit } from "./support/browse.ts";
import { apis } from "./support/apis.ts";

const releases = await readReleases();

test("the changelog has each release, and is one click away from every page", async () => {
  const { page, problems } = await visit();
  await page.goto(`${siteUrl}guides/retries/`);
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Changelog" }).click();
  expect(page.url()).toBe(`${siteUrl}changelog/`);
  const headings = await page.getByRole("main").getByRole("heading", { level: 2 }).allInnerTexts();
  expect(headings.map((text) => text.replace("#", ""))).toEqual(releases.map(({ version }) => version));
  for (const { sentences, date } of releases) {
    const text = await page.getByRole("main").innerText();
    expect(text).toContain(date);
    for (const sentence of sentences) expect(text).toContain(sentence.replaceAll("`", ""));
  }
  expect(problems).toEqual([]);
});

test("every contract that was released has the version of the release that last changed it", () => {
  // One that is new has no release yet.
  const versions = apis.flatMap(({ id, contract: { info } }) => {
    const release = releases.find(({ contracts }) => id in contracts);
    return release ? [{ id, version: info.version, released: release.version }] : [];
  });
  expect(versions).not.toEqual([]);
  for (const { id, version, released } of versions) expect([id, version]).toEqual([id, released]);
});

test("the search finds a release by its version", async () => {
  const { page } = await visit();
  await page.goto(siteUrl);
  await page.keyboard.press("Control+k");
  await page.keyboard.type(`changelog ${releases[0]?.version}`);
  const result = page.getByRole("dialog").getByRole("link").first();
  await expect.poll(() => result.innerText()).toContain("Changelog");
  await result.click();
  await expect.poll(() => page.url()).toContain(`${siteUrl}changelog/`);
});

test("the navigation fits beside the tools on the narrowest screen that has it", async () => {
  const { page } = await visit();
  await page.setViewportSize({ width: 901, height: 800 });
  await page.goto(`${siteUrl}changelog/`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(901);
  const links = page.getByRole("navigation", { name: "Site" }).getByRole("link");
  expect(await links.count()).toBe(apis.length + 2);
});
