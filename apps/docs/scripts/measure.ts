import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import sparticuz from "@sparticuz/chromium";
import { chromium } from "playwright-core";
import { serveSite } from "../src/serve-site.ts";

/** A slow phone: 1.6 Mbit/s, 150 ms, and a CPU that is four times as slow as this one. */
const network = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};
const CPU_SLOWDOWN = 4;

const paths = [
  "",
  "scale-v1/create-annotation-task/",
  "scale-v1/get-task/",
  "scale-v1/on-annotation-task-completed/",
  "guides/callbacks/",
];

const folder = await mkdtemp(join(tmpdir(), "task-contracts-docs-"));
await compressInto(folder);
const site = await serveSite(folder);
const browser = await chromium.launch(
  process.platform === "linux"
    ? { executablePath: await sparticuz.executablePath(), args: ["--no-sandbox"] }
    : { channel: "chrome" },
);
try {
  for (const path of paths) console.log(await measure(site.url + path, path));
} finally {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true });
}

/** Copies the built site, with a compressed file beside each text, as hosts send them. */
async function compressInto(target: string): Promise<void> {
  await cp(join(import.meta.dirname, "../dist"), target, { recursive: true });
  for (const file of await readdir(target, { recursive: true })) {
    if (!/\.(?:html|css|js|json|svg)$/.test(file)) continue;
    await writeFile(join(target, `${file}.gz`), gzipSync(await readFile(join(target, file))));
  }
}

/** Loads a page in a new profile, and says how much was transferred and when its largest part was painted. */
async function measure(url: string, path: string): Promise<string> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
  let bytes = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(url, { waitUntil: "load" });
  const paint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  await context.close();
  return `/${path}: ${(bytes / 1000).toFixed(1)} kB, largest contentful paint after ${(paint / 1000).toFixed(2)} s`;
}
