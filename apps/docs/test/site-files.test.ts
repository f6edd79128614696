// cspell:ignore parsererror
import { expect, test } from "vitest";
import { changelogFeed } from "../src/changelog/feed.ts";
import { layout } from "../src/pages/layout.ts";
import { html } from "../src/html.ts";
import { apis } from "./support/apis.ts";
import { siteUrl, visit } from "./support/browse.ts";
import { readFile } from "./support/pages.ts";

test("the page for addresses that do not exist has the header, and its search works", async () => {
  const { page } = await visit();
  await page.goto(`${siteUrl}scale-v1/no/such/page`);
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.keyboard.type("webhook signature");
  const first = page.getByRole("dialog").getByRole("link").first();
  await expect.poll(() => first.getAttribute("href")).toBe(`${new URL(siteUrl).pathname}guides/callbacks/`);
  await first.click();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Webhooks (callbacks)");
});

test("what was read, and all guides, can be read without a network", async () => {
  const { page } = await visit({});
  await page.goto(`${siteUrl}scale-v1/cancel-task/`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
  await page.reload();
  await page.context().setOffline(true);
  for (const [path, title] of [
    ["scale-v1/cancel-task/", "Cancel a task"],
    ["guides/retries/", "Retries"],
  ] as const) {
    await page.goto(siteUrl + path);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(title);
  }
});

test("the table of contents of a guide follows the reader", async () => {
  const { page } = await visit();
  await page.goto(`${siteUrl}guides/errors/`);
  const current = page.locator(".toc a[aria-current]");
  await page.locator("#rate-limits").evaluate((heading) => heading.scrollIntoView());
  await expect.poll(() => current.allInnerTexts()).toEqual(["Rate limits"]);
});

test("on paper, every tab is shown and nothing that needs a screen", async () => {
  const { page } = await visit();
  await page.goto(`${siteUrl}scale-v1/get-task/`);
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".site-header, .sidebar, .try-it").filter({ visible: true }).count()).toBe(0);
  expect(await page.locator('[id="response-200-annotation-task_id"]').isVisible()).toBe(true);
});

test("the changelog has an Atom feed with an entry for each release", async () => {
  const releases = [{ version: "1.2.0", date: "2026-03-02", sentences: ["Adds `a` & <b>."], contracts: {} }];
  const { page } = await visit();
  const feed = await page.evaluate(
    (text) => {
      const document = new DOMParser().parseFromString(text, "application/xml");
      return {
        errors: document.querySelectorAll("parsererror").length,
        titles: Array.from(document.querySelectorAll("entry > title"), (title) => title.textContent),
        content: document.querySelector("content")?.textContent,
      };
    },
    changelogFeed(releases, "Changelog"),
  );
  expect(feed).toMatchObject({ errors: 0, titles: ["1.2.0"] });
  expect(feed.content).toContain("<code>a</code>");
  expect(readFile("changelog/feed.xml")).toContain('<feed xmlns="http://www.w3.org/2005/Atom">');
});

test("a site that knows its address has canonical links, an image for social networks, and absolute links", () => {
  const site = {
    apis,
    guides: [],
    changelog: { title: "", description: "", markdown: "" },
    url: "https://docs.example/",
  };
  const page = layout(site, { path: "guides/retries/", title: "Retries", description: "…", body: html`` });
  expect(page).toContain('<link rel="canonical" href="https://docs.example/guides/retries/"');
  expect(page).toContain('property="og:image" content="https://docs.example/assets/social.png"');
});

test("llms.txt lists every operation, and llms-full.txt has all guides and references", () => {
  const list = readFile("llms.txt");
  for (const api of apis) {
    for (const { summary } of api.operations) expect(list).toContain(`[${summary} (${api.shortName})]`);
    expect(readFile("llms-full.txt")).toContain(`# ${api.contract.info.title}`);
  }
  expect(readFile("llms-full.txt")).toContain("# Webhooks (callbacks)");
});

test.for([
  ["scale-v1/cancel-task.md", "| yes | The status of the task."],
  ["scale-v1/cancel-task.md", "On this page: `cancelTask`, from `pending` to `canceled`."],
  ["scale-v1/on-attachment-failed.md", "On this page: `rejectAttachments`, from `pending` to `completed`."],
  ["scale-v1/create-annotation-task.md", "| `objects_to_annotate` |"],
  ["scale-beta/on-categorization-task-completed.md", "\n&task%5Bstatus%5D=completed"],
] as const)("the Markdown of an operation, %s, says %j", ([file, words]) => {
  expect(readFile(file)).toContain(words);
});

test("the Markdown of an operation has the sample for the mock first, and text that is no JSON as it is sent", () => {
  expect(readFile("scale-v1/get-task.md")).toMatch(/On the mock:[^]*127\.0\.0\.1:4010[^]*On the service:/);
  expect(readFile("mock-control-v1/stream-events.md")).toMatch(/```\n(?:id|event|data|retry):/);
});
