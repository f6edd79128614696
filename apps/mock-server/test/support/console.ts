import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from "@playwright/test";
import sparticuz from "@sparticuz/chromium";
import { afterAll, onTestFinished } from "vitest";

/** The console in a browser, and what went wrong in it: errors, violations of the policy, and requests to other servers. */
export interface Visit {
  readonly page: Page;
  readonly problems: readonly string[];
}

let browser: Promise<Browser> | undefined;

afterAll(async () => (await browser)?.close());

export const desktop = { viewport: { width: 1360, height: 900 } };

export const phone = { viewport: { width: 390, height: 800 }, hasTouch: true };

/**
 * Opens the console of a server. The page is closed after the test.
 *
 * @param hash The screen, such as `#/tasks`.
 * @param expected Errors that the browser reports because of what the test does.
 */
export const openConsole = async (
  origin: string,
  hash = "",
  options: BrowserContextOptions = desktop,
  expected?: RegExp,
): Promise<Visit> => {
  const context = await (
    await (browser ??= launch())
  ).newContext({
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems: string[] = [];
  const report = (problem: string): void => {
    if (!expected?.test(problem)) problems.push(problem);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") report(message.text());
  });
  page.on("pageerror", (error) => report(error.message));
  page.on("dialog", (dialog) => {
    report(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !/^(?:data|blob):$/.test(url.protocol))
      report(`request to ${request.url()}`);
  });
  await page.goto(`${origin}/_console/${hash}`);
  return { page, problems };
};

/** The Chromium of a package on Linux, unpacked into a folder of our own; elsewhere that of the machine. */
const launch = async (): Promise<Browser> => chromium.launch(await launchOptions());

const launchOptions = async (): Promise<LaunchOptions> => {
  if (process.platform !== "linux") return { channel: "chrome" };
  const folder = fileURLToPath(new URL("../../node_modules/.cache/chromium", import.meta.url));
  mkdirSync(folder, { recursive: true });
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    return { executablePath: await sparticuz.executablePath(), args: ["--no-sandbox"] };
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
};
