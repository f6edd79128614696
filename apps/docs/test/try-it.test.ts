import { expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { siteUrl, visit } from "./support/browse.ts";

const start = (page: Page): Promise<void> =>
  page.getByRole("button", { name: "Try it", exact: true }).click();

const send = (page: Page): Promise<void> => page.getByRole("button", { name: "Send", exact: true }).click();

const result = (page: Page): Locator => page.locator(".try-it .result");

test("nothing of the mock is loaded before the button is pressed", async () => {
  const { page } = await visit();
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`${siteUrl}scale-v1/create-categorization-task/`);
  await page.waitForLoadState("networkidle");
  expect(requests.filter((url) => /mock|try-it/.test(url.slice(siteUrl.length)))).toEqual([]);
});

test("a failing receiver sees 21 attempts when a day passes, and the task says that its callback failed", async () => {
  const { page, problems } = await visit();
  await page.goto(`${siteUrl}scale-v1/create-categorization-task/`);
  await start(page);
  await page.getByLabel("Receiver responds").selectOption("500");
  await send(page);
  await expect.poll(() => result(page).innerText()).toContain("Response: 200");
  await page.getByRole("button", { name: "+24 h" }).click();
  const attempts = page.locator(".timeline li").filter({ hasText: "Callback, attempt" });
  await expect.poll(() => attempts.count()).toBe(21);
  expect(await page.locator(".timeline").innerText()).toContain("Callback failed");
  expect(await page.locator(".payloads").innerText()).toContain("Callback received at https://shop.example/");
  expect(problems).toEqual([]);
});

test("a live task is completed as the clock is advanced, and its callback is accepted with the key of the account", async () => {
  const { page, problems } = await visit();
  await page.goto(`${siteUrl}scale-v1/create-annotation-task/`);
  await start(page);
  await page.getByLabel("Key", { exact: false }).first().selectOption("live");
  await page.getByRole("button", { name: "Freeze" }).click();
  await expect.poll(() => page.locator(".clock").innerText()).toContain("frozen");
  await send(page);
  const timeline = page.locator(".timeline");
  await expect.poll(() => timeline.innerText()).toContain("Task is pending");
  await page.getByRole("button", { name: "+24 h" }).click();
  await page.getByRole("button", { name: "+24 h" }).click();
  await expect.poll(() => timeline.innerText()).toMatch(/Task is completed[^]*attempt 1: 200/);
  await page.locator(".payloads summary").first().click();
  expect(await page.locator(".payloads").innerText()).toContain("has the callback key of the account");
  expect(problems).toEqual([]);
});

test("faults can be injected: a status, a lost request, and a callback with a wrong key", async () => {
  const { page, problems } = await visit();
  await page.goto(`${siteUrl}scale-v1/create-comparison-task/`);
  await start(page);
  const inject = async (name: string): Promise<void> => {
    await page.getByLabel("Fault").selectOption(name);
    await page.getByRole("button", { name: "Inject the fault" }).click();
    await expect.poll(() => result(page).innerText()).toContain("Fault injected");
  };
  for (const [name, expected] of [
    ["429", "Response: 429"],
    ["429", "Response: 429"],
    ["drop", "Response: no response"],
    ["wrong-auth", "Response: 200"],
  ] as const) {
    await inject(name);
    await send(page);
    await expect.poll(() => result(page).innerText()).toContain(expected);
  }
  await page.locator(".payloads summary").first().click();
  await expect.poll(() => page.locator(".payloads").innerText()).toContain("wrong key");
  // A fault is for the account of the key, and goes with it.
  await inject("503");
  await page.getByLabel("Key", { exact: false }).first().selectOption("live");
  await page.getByLabel("Key", { exact: false }).first().selectOption("test");
  await send(page);
  await expect.poll(() => result(page).innerText()).toContain("Response: 200");
  expect(problems).toEqual([]);
});

test("a link shares the request, and opens with it", async () => {
  const { page } = await visit({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${siteUrl}scale-v1/list-tasks/`);
  await start(page);
  await page.locator('.try-it input[name="status"]').fill("canceled");
  await page.getByLabel("Receiver responds").selectOption("none");
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => result(page).innerText()).toContain("copied");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy as cURL" }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe("curl -u 'test_try_it:' 'http://127.0.0.1:4010/scale-v1/tasks?status=canceled'");
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("button", { name: "Send", exact: true }).waitFor();
  expect(await page.locator('.try-it input[name="status"]').inputValue()).toBe("canceled");
  expect(await page.getByLabel("Receiver responds").inputValue()).toBe("none");
});

test("a link to an operation on a task opens with its key, and with a task that the new page has", async () => {
  const { page } = await visit();
  // All tests share one clipboard. Without it, the page shows what it would copy.
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await page.goto(`${siteUrl}scale-v1/get-task/`);
  await start(page);
  const id = page.locator('.try-it input[name="task_id"]');
  const testId = await id.inputValue();
  const key = page.getByLabel("Key", { exact: false }).first();
  await key.selectOption("live");
  await expect.poll(() => id.inputValue()).not.toBe(testId);
  await send(page);
  await expect.poll(() => result(page).innerText()).toMatch(/Response: 200[^]*"status": "pending"/);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => result(page).locator("pre").innerText()).toContain("#try=");
  const link = await result(page).locator("pre").innerText();
  await page.goto("about:blank");
  await page.goto(link);
  await send(page);
  await expect.poll(() => result(page).innerText()).toMatch(/Response: 200[^]*"status": "pending"/);
  expect(await key.inputValue()).toBe("live");
});

test("a mock that cannot be started leaves no worker behind, and starts when it can", async () => {
  const { page } = await visit({ serviceWorkers: "block" });
  await page.goto(`${siteUrl}scale-v1/get-task/`);
  await page.route("**/worker-main.js", (route) => route.abort());
  await start(page);
  await expect.poll(() => page.getByRole("alert").innerText()).toContain("could not be started");
  expect(page.workers()).toEqual([]);
  await page.unroute("**/worker-main.js");
  await page.getByRole("button", { name: "Try again" }).click();
  await send(page);
  await expect.poll(() => result(page).innerText()).toContain("Response: 200");
  expect(page.workers()).toHaveLength(1);
});

test.for(["scale-beta/get-task/", "dataflowkit-v1/cancel-task/", "mock-control-v1/stream-events/"])(
  "the request of /%s can be sent as it is",
  async (path) => {
    const { page, problems } = await visit();
    await page.goto(siteUrl + path);
    await start(page);
    await send(page);
    await expect.poll(() => result(page).innerText()).toMatch(/^Response: 2\d\d/);
    expect(problems).toEqual([]);
  },
);

test("the hero of the start page lets a task live", async () => {
  const { page, problems } = await visit();
  await page.goto(siteUrl);
  await start(page);
  await send(page);
  await expect
    .poll(() => page.locator(".timeline").innerText())
    .toMatch(/pending[^]*completed[^]*attempt 1: 200/);
  expect(problems).toEqual([]);
});
