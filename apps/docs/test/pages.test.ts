import { expect, test } from "vitest";
import { siteUrl, visit } from "./support/browse.ts";
import { largestPages, ownPages, pages, readFile, referencePages } from "./support/pages.ts";
import { waitForRedoc } from "./support/redoc.ts";

test.for([...ownPages, ...referencePages, ...largestPages])(
  "/%s loads without errors and foreign requests, and fits on a phone",
  async (path) => {
    const { page, problems } = await visit();
    await page.goto(siteUrl + path);
    if (referencePages.includes(path)) await waitForRedoc(page);
    expect(await page.title()).toMatch(/Task Contracts/);
    expect(await page.locator('meta[name="description"]').getAttribute("content")).toMatch(/^.{30,200}$/);
    expect(await page.locator("h1").first().isVisible()).toBe(true);

    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(problems).toEqual([]);
  },
);

test("pages can be read without scripts", async () => {
  const { page } = await visit({ javaScriptEnabled: false });
  for (const path of [...ownPages, ...referencePages]) {
    await page.goto(siteUrl + path);
    const text = page.getByRole("main");
    expect(await text.locator("h1").isVisible()).toBe(true);
    expect((await text.innerText()).length).toBeGreaterThan(500);
  }
});

test("pages have titles and descriptions of their own", () => {
  const heads = pages.flatMap((path) => {
    const text = readFile(`${path}index.html`);
    return [/<title>(.*?)<\/title>/s, /<meta name="description" content="([^"]{30,})"/].map(
      (pattern) => pattern.exec(text)?.[1],
    );
  });
  expect(heads).not.toContain(undefined);
  expect(new Set(heads).size).toBe(heads.length);
});

test.for(["", "guides/callbacks/", ...largestPages])(
  "/%s shows no button that would need a script",
  async (path) => {
    const { page } = await visit({ javaScriptEnabled: false });
    await page.goto(siteUrl + path);
    expect(await page.locator("button:visible").count()).toBe(0);
  },
);

test("an address that does not exist leads to a page that knows the way back", async () => {
  const { page } = await visit();
  const response = await page.goto(`${siteUrl}guides/no/such/page`);
  expect(response?.status()).toBe(404);
  const link = page.getByRole("link", { name: "Start page" });
  await expect.poll(() => link.getAttribute("href")).toBe(new URL(siteUrl).pathname);
  await link.click();
  expect(page.url()).toBe(siteUrl);
});
