import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "./launch-browser.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

const mediaTypes: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html",
  js: "text/javascript",
};

let server: Server;
let browser: Browser;
let page: Page;

/** Errors of the page, and what it asked the server for in vain. */
const problems: string[] = [];

beforeAll(async () => {
  // A server of static files, as the README says: it knows nothing of tasks.
  server = createServer(async ({ url = "/" }, response) => {
    const path = new URL(url, "http://localhost").pathname.replace(/\/$/, "/index.html");
    try {
      const body = await readFile(`${root}${path}`);
      response.setHeader("content-type", mediaTypes[path.split(".").at(-1) ?? ""] ?? "text/plain").end(body);
    } catch {
      problems.push(`${path} is not there.`);
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  page.on("pageerror", ({ message }) => problems.push(message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/examples/in-the-browser/`);
  await page.getByText("The mock is there: scale-v1.").waitFor();
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

const now = async (): Promise<number> =>
  Date.parse((await page.locator("#now").getAttribute("datetime")) ?? "");

const HOUR = 60 * 60 * 1000;

test("the page shows a task from its creation to its callback, as its clock is advanced", async () => {
  await press("Freeze");
  await page.getByText("UTC, frozen").waitFor();
  const start = await now();

  await press("Create task");
  const row = page.locator("#tasks tr");
  await row.getByText("pending").waitFor();
  expect(await row.textContent()).toContain("The lamp came with a crack in its base.");

  await press("+1 h");
  await expect.poll(now).toBe(start + HOUR);
  expect(await row.textContent()).toContain("pending");
  expect(await page.locator("#callbacks li").count()).toBe(0);

  await press("+24 h");
  await expect.poll(now).toBe(start + 25 * HOUR);
  await row.getByText("completed").waitFor();
  await page.locator("#callbacks li").waitFor();
  expect(await page.locator("#callbacks").textContent()).toMatch(
    /^POST https:\/\/shop\.example\/callbacks: task [\da-f]{24} is completed, (delivery|damage|invoice)$/,
  );

  await press("Resume");
  await page.getByText("UTC, running").waitFor();
  expect(problems).toEqual([]);
});
