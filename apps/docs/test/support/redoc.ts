import type { Page } from "playwright-core";

/** Waits until Redoc has taken over the page that was rendered before. */
export async function waitForRedoc(page: Page): Promise<void> {
  // Its search says "Loading..." in the rendered page.
  await page.getByTestId("search-trigger").getByText("Search").waitFor();
}
