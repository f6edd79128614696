import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { inject, onTestFinished } from "vitest";

/** The address of the start page of the built site. */
export const siteUrl: string = inject("siteUrl");

/** A page, and everything about it that should not be. */
export interface Visit {
  readonly page: Page;

  /** Errors in the console, which include violations of the policy, and requests to other origins. */
  readonly problems: string[];
}

const desktop: BrowserContextOptions = { viewport: { width: 1400, height: 900 } };

let browser: Promise<Browser> | undefined;
let profile: Promise<BrowserContext> | undefined;

async function newContext(options: BrowserContextOptions): Promise<BrowserContext> {
  browser ??= chromium.connect(inject("browserEndpoint"));
  return (await browser).newContext({ ...desktop, ...options });
}

/**
 * Opens an empty page for the test that calls it.
 *
 * @param options What the profile of the page is like. Without them it is one that all tests of a file share: Redoc's
 * script is large, and a profile that is used again has compiled it already.
 */
export async function visit(options?: BrowserContextOptions): Promise<Visit> {
  const context = await (options === undefined ? (profile ??= newContext({})) : newContext(options));
  const page = await context.newPage();
  onTestFinished(() => (options === undefined ? page.close() : context.close()));
  return { page, problems: watch(page) };
}

function watch(page: Page): string[] {
  const { origin } = new URL(siteUrl);
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== "data:") problems.push(`request to ${request.url()}`);
  });
  return problems;
}
