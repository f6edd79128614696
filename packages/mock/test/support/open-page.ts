import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import type * as index from "../../src/index.ts";
import type * as worker from "../../src/worker.ts";
import { type FileServer, serveFiles } from "./file-server.ts";
import { launchBrowser } from "./launch-browser.ts";

declare global {
  /** What the page of `serveFiles` has imported. */
  var taskContracts: typeof index & typeof worker;
}

/** A page in Chromium that has imported the built package. */
export interface OpenPage {
  readonly page: Page;
  readonly server: FileServer;
}

/** Starts Chromium for all tests of a file. Each of them opens pages of its own origin, and thus of its own storage. */
export const useBrowser = (): ((path?: string) => Promise<OpenPage>) => {
  let browser: Browser;
  // One for all: this Chromium ends with its first context.
  let context: BrowserContext;
  beforeAll(async () => {
    browser = await launchBrowser();
    context = await browser.newContext();
  });
  afterAll(() => browser.close());
  return async (path = "/") => {
    const server = await serveFiles();
    const page = await context.newPage();
    onTestFinished(async () => {
      await page.close();
      server.close();
    });
    page.on("pageerror", (error) => {
      throw error;
    });
    await openPage(page, server.url + path);
    return { page, server };
  };
};

/** Opens a page, and waits for its modules. */
export const openPage = async (page: Page, url: string): Promise<void> => {
  await page.goto(url);
  await page.waitForFunction(() => "taskContracts" in globalThis);
};
