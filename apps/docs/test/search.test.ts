import { expect, test } from "vitest";
import { siteUrl, visit } from "./support/browse.ts";
import { waitForRedoc } from "./support/redoc.ts";

test("the search of a reference finds callback_succeeded", async () => {
  const { page, problems } = await visit();
  await page.goto(`${siteUrl}scale-v1/`);
  await waitForRedoc(page);
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Search docs...").fill("callback_succeeded");
  const result = page.getByText("response 200 fields", { exact: false }).first();
  await expect.poll(() => result.innerText()).toContain("callback_succeeded");
  expect(problems).toEqual([]);
});

test("the search of the site finds properties, operations and guides by keyboard alone", async () => {
  const { page, problems } = await visit();
  await page.goto(`${siteUrl}guides/retries/`);
  const dialog = page.getByRole("dialog");
  const search = async (text: string): Promise<string[]> => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type(text);
    await expect.poll(() => dialog.getByRole("link").count()).toBeGreaterThan(0);
    return dialog.getByRole("link").allInnerTexts();
  };
  expect((await search("callback_succeeded")).join("\n")).toContain("Retrieve a task");
  await page.keyboard.press("Escape");
  expect(await dialog.isVisible()).toBe(false);

  expect((await search("cancelTask"))[0]).toContain("Cancel a task");
  await page.keyboard.press("Escape");

  expect((await search("move from the beta"))[0]).toContain("beta");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).not.toContain("retries");
  expect(problems).toEqual([]);
});

test("the search says so when there is nothing to find", async () => {
  const { page } = await visit();
  await page.goto(siteUrl);
  await page.getByRole("button", { name: "Search the whole site" }).click();
  await page.keyboard.type("xylophone");
  await expect.poll(() => page.getByRole("status").innerText()).toBe("Nothing found.");
});
