import { expect, test } from "vitest";
import { siteUrl, visit } from "./support/browse.ts";
import { waitForRedoc } from "./support/redoc.ts";

test("the first press of Tab offers to skip the header", async () => {
  for (const path of ["guides/errors/", "scale-beta/"]) {
    const { page } = await visit();
    await page.goto(siteUrl + path);
    if (path.startsWith("scale")) await waitForRedoc(page);
    await page.keyboard.press("Tab");
    const link = page.getByRole("link", { name: "Skip to content" });
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
    expect(page.url().replace("#/", "")).toBe(siteUrl + path);
  }
});

test("the menu of a phone opens and closes by keyboard", async () => {
  const { page } = await visit({ viewport: { width: 390, height: 844 } });
  await page.goto(siteUrl);
  const link = page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Guides" });
  expect(await link.isVisible()).toBe(false);
  await page.getByRole("button", { name: "Menu" }).focus();
  await page.keyboard.press("Enter");
  expect(await link.isVisible()).toBe(true);
  await page.keyboard.press("Escape");
  expect(await link.isVisible()).toBe(false);
});

test("copy buttons copy the code beside them", async () => {
  const { page } = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(siteUrl);
  const block = page.locator(".code").filter({ hasText: "createScaleClient" });
  await block.getByRole("button", { name: "Copy" }).click();
  await expect.poll(() => block.getByRole("button").innerText()).toBe("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await block.locator("code").innerText(),
  );
});

test("the copy buttons of a reference copy samples", async () => {
  const { page } = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${siteUrl}scale-beta/#/follow-tasks/gettask`);
  await waitForRedoc(page);
  await page
    .locator('[data-section-id="/follow-tasks/gettask"] [data-testid="copy-button"]:visible')
    .first()
    .click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('curl http://127.0.0.1:4010/scale-beta/task/5f2b8c1e9d3a47006b1e8f20 \\\n  -u "$SCALE_API_KEY:"');
});
