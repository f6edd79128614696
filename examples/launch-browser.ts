import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/**
 * Starts Chromium: on Linux that of a package, which unpacks it into a folder of our own, and elsewhere the machine's own
 * Chrome.
 */
export const launchBrowser = async (): Promise<Browser> => {
  if (process.platform !== "linux") return playwright.launch({ channel: "chrome" });
  const folder = fileURLToPath(new URL("node_modules/.cache/chromium", import.meta.url));
  await mkdir(folder, { recursive: true });
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    return await playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args });
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
};
