import type { Page } from "playwright-core";

/** Waits until Redoc has taken over the page that was rendered before. */
export async function waitForRedoc(page: Page): Promise<void> {
  // Its search, which is hidden, says "Loading..." in the rendered page.
  await page.getByTestId("search-trigger").getByText("Search").waitFor({ state: "attached" });
}
