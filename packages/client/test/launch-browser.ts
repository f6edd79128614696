import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

/**
 * Starts Chromium: the one of a package on Linux, which is all that it is for, and the Chrome of the machine elsewhere. Its package unpacks it into the folder for temporary files, which is one of our own here: another
 * package's tests may unpack theirs at the same moment.
 */
export const launchBrowser = async (): Promise<Browser> => {
  if (process.platform !== "linux") return playwright.launch({ channel: "chrome" });
  const folder = fileURLToPath(new URL("../node_modules/.cache/chromium", import.meta.url));
  await mkdir(folder, { recursive: true });
  const { TMPDIR } = process.env;
  process.env["TMPDIR"] = folder;
  try {
    const executablePath = await chromium.executablePath();
    return await playwright.launch({ executablePath, args: chromium.args });
  } finally {
    if (TMPDIR === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = TMPDIR;
  }
};
