import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium, type LaunchOptions } from "playwright-core";
import sparticuz from "@sparticuz/chromium";
import type { TestProject } from "vitest/node";
import { serveSite } from "../../src/serve-site.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the start page of the built site, which is not at the root of its server. */
    siteUrl: string;

    /** Where tests reach the browser. */
    browserEndpoint: string;
  }
}

/** Serves the built site and starts a browser for all test files. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = join(import.meta.dirname, "../../dist");
  if (!existsSync(join(folder, "404.html"))) {
    throw new Error("The site is not built. Run `pnpm --filter @task-contracts/docs build` first.");
  }
  const [site, browser] = await Promise.all([
    serveSite(folder, { basePath: "/some/where/" }),
    chromium.launchServer(await browserOptions()),
  ]);
  provide("siteUrl", site.url);
  provide("browserEndpoint", browser.wsEndpoint());
  return async () => {
    await Promise.all([browser.close(), site.close()]);
  };
}

/** The Chromium of a package on Linux, which is all that it is for, and the Chrome of the machine elsewhere. */
async function browserOptions(): Promise<LaunchOptions> {
  if (process.platform !== "linux") return { channel: "chrome" };
  // The arguments that the package recommends are for small cloud functions: among others they turn off the checks
  // between origins, which these tests rely on.
  return { executablePath: await sparticuz.executablePath(), args: ["--no-sandbox"] };
}
