import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { siteUrl, visit } from "./support/browse.ts";
import { waitForRedoc } from "./support/redoc.ts";

const isDark = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const [red = 255] = getComputedStyle(document.body).backgroundColor.match(/\d+/g)?.map(Number) ?? [];
    return red < 64;
  });

const switchTheme = (page: Page): Promise<void> => page.locator("[data-theme]").click();

test("pages begin as the system has it", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const { page } = await visit({ colorScheme });
    await page.goto(siteUrl);
    expect(await isDark(page)).toBe(colorScheme === "dark");
  }
});

test("the choice between light and dark holds for all pages, Redoc included", async () => {
  const { page, problems } = await visit({ colorScheme: "light" });
  await page.goto(siteUrl);
  await switchTheme(page);
  expect(await isDark(page)).toBe(true);

  await page.goto(`${siteUrl}scale-beta/`);
  expect(await isDark(page)).toBe(true);
  await waitForRedoc(page);
  expect(await page.evaluate(() => document.documentElement.className)).toMatch(/\bdark\b/);

  await switchTheme(page);
  expect(await isDark(page)).toBe(false);
  await page.goto(`${siteUrl}guides/`);
  expect(await isDark(page)).toBe(false);
  expect(problems).toEqual([]);
});

test("dark pages have no bright places in Redoc", async () => {
  const { page } = await visit({ colorScheme: "dark" });
  await page.goto(`${siteUrl}scale-beta/#/create-tasks/createcategorizationtask`);
  await waitForRedoc(page);
  const bright = await page.evaluate(() =>
    [...document.querySelectorAll("#redoc *")]
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        const colors =
          getComputedStyle(element)
            .backgroundColor.match(/[\d.]+/g)
            ?.map(Number) ?? [];
        const [red = 0, green = 0, blue = 0, alpha = 1] = colors;
        return width * height > 2000 && alpha > 0.5 && Math.min(red, green, blue) > 180;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(bright).toEqual([]);
});
