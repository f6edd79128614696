import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Api } from "../src/contract/load-api.ts";
import { callbackRoute, operationRoute, sectionRoute } from "../src/markdown/links.ts";
import { sampleLanguages } from "../src/samples/samples-of.ts";
import { sectionsOf } from "../src/search/plain-text.ts";
import { apis } from "./support/apis.ts";
import { siteUrl, visit } from "./support/browse.ts";
import { waitForRedoc } from "./support/redoc.ts";

interface Place {
  readonly heading: string;
  readonly route: string;
}

describe.each(apis)("reference of $id", (api) => {
  test("has every section, operation and callback where its link leads", async () => {
    const { page, problems } = await visit();
    await page.goto(`${siteUrl}${api.id}/`);
    for (const place of placesOf(api)) {
      await page.evaluate((route) => {
        location.hash = route;
      }, place.route);
      await waitForPlace(page, place);
    }
    expect(problems).toEqual([]);
  });

  test("opens at the place that its address names", async () => {
    const [place = { heading: "", route: "" }] = placesOf(api).slice(-1);
    const { page, problems } = await visit();
    await page.goto(`${siteUrl}${api.id}/${place.route}`);
    await waitForPlace(page, place);
    expect(problems).toEqual([]);
  });

  test("links to its description as YAML, JSON and Markdown", async () => {
    const { page } = await visit();
    await page.goto(siteUrl);
    for (const [file, text] of [
      ["openapi.yaml", `title: ${api.contract.info.title}`],
      ["openapi.json", `"title": "${api.contract.info.title}"`],
      ["reference.md", `# ${api.contract.info.title}`],
    ] as const) {
      const response = await page.request.get(`${siteUrl}${api.id}/${file}`);
      expect(await response.text()).toContain(text);
      expect(await page.locator(`a[href="${api.id}/${file}"]`).count()).toBe(1);
    }
  });
});

test("a reference offers samples in five languages", async () => {
  const { page } = await visit();
  await page.goto(`${siteUrl}scale-v1/#/follow-tasks/gettask`);
  await page.getByRole("button", { name: "cURL", exact: true }).first().click();
  for (const { label } of sampleLanguages.slice(1)) {
    await expect.poll(() => page.getByText(label, { exact: true }).first().isVisible()).toBe(true);
  }
});

test("a reference shows neither patterns nor names of schemas nor the type any, and the menu of a phone is one", async () => {
  const { page } = await visit({});
  await page.goto(`${siteUrl}scale-v1/#/create-tasks/createcategorizationtask`);
  await expect.poll(() => page.getByText("callback_url", { exact: true }).first().isVisible()).toBe(true);
  const text = await page.locator("#redoc").innerText();
  expect(text.match(/\(CallbackUrl\)|\^https|^any$/gm)).toBeNull();
  await page.setViewportSize({ width: 390, height: 844 });
  const menus = page.locator('[aria-label="Menu"], [data-component-name="icons/MenuIcon/MenuIcon"]');
  await expect.poll(() => menus.filter({ visible: true }).count()).toBe(1);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByText("Operations of Scale v1").click();
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Cancel a task" }).click();
  await expect.poll(() => page.url()).toBe(`${siteUrl}scale-v1/cancel-task/`);
});

test("the title of a reference stays where it is when Redoc takes over", async () => {
  const { page } = await visit();
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${siteUrl}scale-v1/`);
  await waitForRedoc(page);
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
});

/** All places of a reference that have an address, from its beginning to its end. */
const placesOf = (api: Api): Place[] => [
  ...sectionsOf(api.contract.info.description, 1)
    .filter(({ title }) => title !== "")
    .map(({ title }) => ({ heading: title, route: sectionRoute(title) })),
  ...api.operations.flatMap((operation) => [
    { heading: operation.summary, route: operationRoute(operation) },
    ...operation.callbacks.map((callback) => ({
      heading: callback.summary,
      route: callbackRoute(operation, callback),
    })),
  ]),
];

/** Waits until the place that a route leads to stands at the top of the window, right below the header of the site. */
async function waitForPlace(page: Page, { heading, route }: Place): Promise<void> {
  const [path, anchor] = route.slice(1).split("#");
  const selector = anchor === undefined ? `[data-section-id="${path}"]` : `[id="${anchor}"]`;
  await page.waitForFunction(isAtTop, { selector, heading }, { timeout: 30_000 }).catch((error: unknown) => {
    throw new Error(`"${heading}" is not at the top of ${page.url()}.`, { cause: error });
  });
}

/** Runs in the browser. */
function isAtTop({ selector, heading }: { selector: string; heading: string }): boolean {
  const element = document.querySelector(selector);
  const top = element?.getBoundingClientRect().top ?? -1;
  const header = document.querySelector(".site-header")?.getBoundingClientRect().bottom ?? 0;
  return element?.textContent?.includes(heading) === true && top > header - 2 && top < header + 60;
}
