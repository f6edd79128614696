import { expect, test } from "vitest";
import { createFind } from "../src/search/find.ts";
import type { SearchEntry } from "../src/search/search-entry.ts";
import { siteUrl, visit } from "./support/browse.ts";
import { readFile } from "./support/pages.ts";
import { waitForRedoc } from "./support/redoc.ts";

/** What people type, and the page that must come first. */
const queries = [
  ["retry", "guides/retries/"],
  ["callback", "guides/callbacks/"],
  ["webhook signature", "guides/callbacks/"],
  ["rate limit", "guides/errors/#rate-limits"],
  ["pagination", "scale-v1/#/section/pagination"],
  ["polling", "guides/callbacks/#polling"],
  ["401", "guides/authentication/"],
  ["callback_succeeded", "scale-v1/get-task/#response-200-categorization-callback_succeeded"],
  ["bounding box", "scale-v1/create-annotation-task/"],
  ["cancel completed task", "scale-v1/cancel-task/"],
  ["docker", "guides/test-runners/#docker-compose"],
  ["python", "guides/test-runners/#pytest"],
] as const;

/** What else people type. */
const more = [
  ["signature", "guides/callbacks/"],
  ["hmac", "guides/callbacks/"],
  ["scale-callback-auth", "guides/callbacks/"],
  ["status", "scale-v1/list-tasks/#parameter-status"],
  ["categories", "scale-v1/create-categorization-task/#request-categories"],
  ["console", "guides/mock-server/#console"],
  ["postgresql", "guides/shared-server/"],
  ["msw", "guides/mock-server/#in-code-in-a-browser-or-behind-msw"],
  ["prism", "guides/mock-server/#alternatives-and-benchmark"],
  ["benchmark", "guides/mock-server/#alternatives-and-benchmark"],
  ["exponential backoff", "guides/retries/"],
  ["install", "#install"],
  ["quick start", "#quick-start"],
] as const;

const find = createFind(JSON.parse(readFile("search-index.json")) as SearchEntry[]);

test.for([...queries, ...more])("a search for %s leads to %s", ([query, url]) => {
  const found = find(query).map(({ entry }) => entry.url);
  expect(found[0]).toBe(url);
});

test("on a page of Redoc the same keys open the same search, with the same results", async () => {
  const { page, problems } = await visit();
  await page.goto(`${siteUrl}scale-v1/`);
  await waitForRedoc(page);
  for (const key of ["Control+k", "/"]) {
    const dialog = page.getByRole("dialog");
    // Keys are heard as soon as the script of the site runs, which is after Redoc's.
    const open = async (): Promise<boolean> => {
      if (!(await dialog.isVisible())) await page.keyboard.press(key);
      return dialog.isVisible();
    };
    await expect.poll(open).toBe(true);
    const input = dialog.getByRole("textbox");
    for (const [query, url] of queries) {
      await input.fill(query);
      const first = dialog.getByRole("link").first();
      await expect.poll(() => first.getAttribute("href")).toBe(`../${url}`);
    }
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog.isVisible()).toBe(false);
  }
  expect(problems).toEqual([]);
});

test("matches are marked, synonyms included", async () => {
  const { page } = await visit();
  await page.goto(siteUrl);
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.keyboard.type("webhook");
  const marks = page.getByRole("dialog").locator("mark");
  await expect.poll(() => marks.first().innerText()).toMatch(/^(?:callback|webhook)s?$/i);
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
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.keyboard.type("xylophone");
  await expect.poll(() => page.getByRole("status").innerText()).toBe("Nothing found.");
});

test("a search that could not be loaded says so, and is loaded when the reader types again", async () => {
  const { page } = await visit({ serviceWorkers: "block" });
  await page.goto(siteUrl);
  await page.route("**/search-index.json", (route) => route.fulfill({ status: 503, body: "busy" }));
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.keyboard.type("retries");
  await expect.poll(() => page.getByRole("status").innerText()).toContain("could not be loaded");
  await page.unroute("**/search-index.json");
  await page.keyboard.type(" callback");
  const first = page.getByRole("dialog").getByRole("link").first();
  await expect.poll(() => first.getAttribute("href")).toContain("guides/retries/");
});
