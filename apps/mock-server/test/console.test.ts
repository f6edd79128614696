import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "@playwright/test";
import { expect as expectPage } from "@playwright/test";
import type axe from "axe-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type MockServer, startMockServer } from "../src/index.ts";
import { desktop, openConsole, phone } from "./support/console.ts";
import { flood } from "./support/flood.ts";
import { renders } from "./support/renders.ts";
import { createTask, newKey } from "./support/send.ts";

const timeout = 60_000;

let mock: MockServer;

beforeAll(async () => {
  mock = await startMockServer();
});
afterAll(() => mock.close());

const manualAccount = async (): Promise<string> => {
  const key = newKey();
  await mock.account(key).updateSettings({ testCompletion: "manual" });
  return key;
};

const link = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name });

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** An image of 800 by 600 pixels, on this machine. */
const serveImage = async (): Promise<string> => {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "image/svg+xml" });
    response.end(
      '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"><path d="M0 0h800v600H0z" fill="#9cc"/></svg>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/street.svg`;
};

/** Where an element is, as soon as nothing moves it any more: what is loaded above it does. */
const placeOf = async (
  element: Locator,
): Promise<NonNullable<Awaited<ReturnType<Locator["boundingBox"]>>>> => {
  let before: unknown;
  for (;;) {
    const box = await element.boundingBox();
    if (box && JSON.stringify(box) === before) return box;
    before = JSON.stringify(box);
    await setTimeout(200);
  }
};

/** Draws on the space for boxes, from one corner to another. In parts of its size. */
const draw = async (
  page: Page,
  from: readonly [number, number],
  to: readonly [number, number],
): Promise<void> => {
  const area = page.locator(".canvas svg");
  await area.scrollIntoViewIfNeeded();
  const box = await placeOf(area);
  const place = ([x, y]: readonly [number, number]) =>
    [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...place(from));
  await page.mouse.down();
  await page.mouse.move(...place(to), { steps: 4 });
  await page.mouse.up();
};

describe("a tester's day", () => {
  test.for([
    ["on a desktop", desktop],
    ["on a phone", phone],
  ] as const)("%s", { timeout }, async ([, options]) => {
    const key = await manualAccount();
    const { page, problems } = await openConsole(mock.url(), `#/overview?account=${key}`, options);

    await page.getByLabel("Kind of sample").selectOption({ label: "Create an annotation task" });
    await button(page, "Create a sample task").click();
    await expectPage(page.getByRole("heading", { name: "Timeline" })).toBeVisible();

    await button(page, "Remove all").click();
    const rows = page.getByRole("table", { name: "annotations as numbers" }).getByRole("row");
    await expectPage(rows).toHaveCount(0);
    await draw(page, [0.1, 0.1], [0.4, 0.5]);
    await expectPage(rows).toHaveCount(2);
    await page.getByRole("radio", { name: "road sign" }).check();
    await draw(page, [0.6, 0.2], [0.61, 0.21]);
    await expectPage(rows).toHaveCount(3);
    const taskId = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";

    await link(page, "Callbacks").click();
    await page.getByLabel("Status of the receiver").selectOption("500");
    await expectPage(page.getByText("The receiver responds with 500 now.")).toBeVisible();
    await page.goBack();
    await button(page, "Remove all").click();
    await draw(page, [0.1, 0.1], [0.4, 0.5]);
    await page.getByRole("radio", { name: "road sign" }).check();
    await draw(page, [0.6, 0.2], [0.61, 0.21]);
    await button(page, "Complete").click();
    await expectPage(page.getByText("The task is completed.")).toBeVisible();
    await expectPage(page.getByRole("table", { name: "Callbacks of the task" })).toContainText("500");

    const { tasks } = await mock.account(key).tasks({ limit: 1 });
    // The second box was drawn smaller than the request wants it.
    expect(tasks[0]?.task["response"]).toMatchObject({
      annotations: [{ label: "traffic light" }, { label: "road sign", width: 20, height: 20 }],
    });

    await link(page, "Callbacks").click();
    await page.getByLabel("Status of the receiver").selectOption("200");
    await link(page, "Clock").click();
    await expectPage(page.getByRole("table", { name: "Upcoming events" })).toContainText(
      "Attempt 2 of a callback",
    );
    await button(page, "+24 h").click();
    await expectPage(page.getByText("Nothing is due")).toBeVisible();

    await link(page, "Callbacks").click();
    await page.getByRole("link", { name: `taskCompleted of task ${taskId}` }).click();
    await expectPage(page.getByRole("table", { name: "Attempts" }).getByRole("row")).toHaveCount(3);
    await button(page, "Send again").click();
    await expectPage(page.getByRole("term").filter({ hasText: "Repeats" })).toBeVisible();

    await link(page, "Snapshots").click();
    const earlier = (await (await fetch(`${mock.url()}/_mock/snapshots`)).json()) as unknown[];
    await button(page, "Save this account").click();
    const exports = page.getByRole("button", { name: /^Export/ });
    await expectPage(exports).toHaveCount(earlier.length + 1);
    const [file] = await Promise.all([page.waitForEvent("download"), exports.last().click()]);
    const snapshot = JSON.parse(await readFile(await file.path(), "utf8")) as { accounts: { key: string }[] };
    expect(snapshot.accounts.map((account) => account.key)).toEqual([key]);
    expect(problems).toEqual([]);
  });

  test("with the keyboard alone", { timeout }, async () => {
    const key = await manualAccount();
    const { page, problems } = await openConsole(mock.url(), `#/overview?account=${key}`);
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 80; presses++) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(() => {
          const { activeElement: element } = document;
          return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
        });
        if (name.test(focused.trim())) return;
      }
      throw new Error(`Tab does not lead to ${String(name)}.`);
    };
    await expectPage(button(page, "Create a sample task")).toBeVisible();
    await tabTo(/^Kind of sample$/);
    await page.keyboard.type("Create an annotation");
    await tabTo(/^Create a sample task$/);
    await page.keyboard.press("Enter");
    await expectPage(button(page, "Add a box")).toBeVisible();
    await tabTo(/^Remove all$/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("c");
    await tabTo(/^Add a box$/);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Control+ArrowDown");
    await page.keyboard.press("Shift+ArrowLeft");
    await expectPage(
      page.getByRole("button", { name: "Box 1, traffic light: left 250, top 151, width 150, height 100" }),
    ).toBeFocused();
    await tabTo(/^Complete$/);
    await page.keyboard.press("Enter");
    await expectPage(page.getByText("The task is completed.")).toBeVisible();

    await createTask(mock, key);
    await createTask(mock, key, { instruction: "Find the needle." });
    await page.keyboard.press("?");
    await expectPage(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
    await page.keyboard.press("Escape");
    await page.goto(`${mock.url()}/_console/#/tasks?account=${key}`);
    const rows = page.getByRole("table", { name: "Tasks" }).locator(".virtual-row");
    await expectPage(rows).toHaveCount(5);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expectPage(page.getByRole("region", { name: "Selected tasks" })).toContainText("1 selected");
    await page.keyboard.press("k");
    await page.keyboard.press("/");
    await page.keyboard.type("needle");
    await expectPage(rows).toHaveCount(1);
    await page.getByLabel("Id or text").blur();
    await page.keyboard.press("c");
    await expectPage(page.getByRole("radio", { name: "delivery" })).toBeFocused();
    expect(problems).toEqual([]);
  });

  test("with a contract of one's own, whose life cycle is inferred", { timeout }, async () => {
    const foreign = await startMockServer({ contracts: [{ id: "renders", document: renders }] });
    await foreign.account("anonymous").updateSettings({ testCompletion: "manual" });
    const { page, problems } = await openConsole(foreign.url(), "#/overview?account=anonymous");
    await button(page, "Create a sample task").click();
    await page.getByLabel("url").fill("https://files.example/chair.png");
    await button(page, "Complete").click();
    await expectPage(page.getByText("The task is completed.")).toBeVisible();
    await link(page, "Contract").click();
    await expectPage(page.getByText("inferred", { exact: true })).toBeVisible();
    await expectPage(page.getByRole("img", { name: /^Life cycle of render: / })).toBeVisible();
    await expectPage(page.getByRole("table", { name: "Operations" })).toContainText("201 1×");
    const { tasks } = await foreign.account("anonymous").tasks();
    await foreign.close();

    expect(tasks.map(({ task }) => task["url"])).toEqual(["https://files.example/chair.png"]);
    expect(problems.filter((problem) => !problem.includes("ERR_"))).toEqual([]);
  });
});

test("off loopback the console asks for the token once", { timeout }, async () => {
  const open = await startMockServer({ host: "0.0.0.0", token: "secret" });
  const { page, problems } = await openConsole(open.url(), "#/tasks", desktop, /401/);
  await page.getByRole("textbox", { name: "Token" }).fill("gueß");
  await page.keyboard.press("Enter");
  await expectPage(page.getByText(/A token has only letters, digits/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Token" }).fill("guess");
  await button(page, "Open the console").click();
  await expectPage(page.getByText("That was not the token of this server.")).toBeVisible();
  await page.getByRole("textbox", { name: "Token" }).fill("secret");
  await button(page, "Open the console").click();
  await expectPage(page.getByText("No tasks", { exact: true })).toBeVisible();
  await expectPage(page.getByText("live", { exact: true })).toBeVisible();
  await page.reload();
  await expectPage(page.getByText("No tasks", { exact: true })).toBeVisible();
  await expectPage(page.getByRole("dialog")).toHaveCount(0);
  await open.close();

  expect(problems.filter((problem) => !problem.includes("ERR_"))).toEqual([]);
});

const session = { session: { type: "apiKey", in: "cookie", name: "session" } };

test.for([
  ["without keys", []],
  ["with keys in cookies", [{ session: [] }]],
] as const)(
  "a sample has the headers, the form and the account that a contract %s wants",
  { timeout },
  async ([, security]) => {
    const create = {
      ...renders.paths["/renders"].post,
      security,
      parameters: [{ name: "X-Scene", in: "header", required: true, schema: { const: "lamp" } }],
      requestBody: {
        required: true,
        content: {
          "multipart/form-data": {
            schema: {
              type: "object",
              required: ["name"],
              properties: { name: { type: "string", minLength: 1 } },
            },
          },
        },
      },
    };
    const description = {
      ...renders,
      paths: { ...renders.paths, "/renders": { post: create } },
      components: { ...renders.components, securitySchemes: session },
    };
    const foreign = await startMockServer({ contracts: [{ id: "renders", document: description }] });
    const { page, problems } = await openConsole(foreign.url(), "#/overview");
    await button(page, "Create a sample task").click();
    await expectPage(page.getByRole("heading", { name: "Timeline" })).toBeVisible();
    expect(await page.evaluate(() => document.cookie)).toBe("");
    await foreign.close();
    expect(problems.filter((problem) => !problem.includes("ERR_"))).toEqual([]);
  },
);

test(
  "the request that created a task is found among many polls, and keeps its link",
  { timeout },
  async () => {
    const key = await manualAccount();
    const id = await createTask(mock, key, { instruction: "Find the needle." });
    const poll = () => fetch(`${mock.url("scale-v1")}/task/${id}`, { headers: basic(key) });
    for (let polls = 0; polls < 110; polls++) await (await poll()).arrayBuffer();
    await fetch(`${mock.url("scale-v1")}/task/${id}/cancel`, { method: "POST", headers: basic(key) });
    const { page, problems } = await openConsole(mock.url(), `#/tasks/${id}?account=${key}`);
    await expectPage(page.getByLabel("Body of the request")).toContainText("Find the needle.");
    await link(page, "Requests").click();
    await page.getByLabel("Method, path, operation or status").fill("createCategorizationTask");
    await page.getByRole("link", { name: /^POST/ }).click();
    await expectPage(page.getByLabel("Body of the request")).toContainText("Find the needle.");
    await poll();
    await page.reload();
    await expectPage(page.getByLabel("Body of the request")).toContainText("Find the needle.");
    await button(page, "Copy as cURL").click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      `authorization: Basic ${btoa(`${key}:`)}`,
    );
    expect(problems).toEqual([]);
  },
);

test.for(["tasks", "callbacks", "requests"])(
  "Enter on the screen of %s activates what has the focus",
  { timeout },
  async (screen) => {
    const key = await manualAccount();
    const id = await createTask(mock, key, { callback_url: "http://127.0.0.1:9/" });
    await mock.account(key).completeTask(id);
    await mock.account(key).waitForCallback(id, { until: "attempted" });
    const { page, problems } = await openConsole(mock.url(), `#/${screen}?account=${key}`);
    await expectPage(page.locator(".virtual-row").first()).toBeVisible();
    if (screen === "tasks") {
      await page.keyboard.press("x");
      await button(page, "Clear selection").press("Enter");
      await expectPage(page.getByRole("region", { name: "Selected tasks" })).toHaveCount(0);
    }
    await link(page, "Clock").press("Enter");
    await expectPage(page.getByRole("heading", { level: 1, name: "Clock" })).toBeVisible();
    await page.goBack();
    await expectPage(page.locator(".virtual-row").first()).toBeVisible();
    await page.keyboard.press("Enter");
    await expectPage(page.locator(".trail")).toBeVisible();
    expect(problems).toEqual([]);
  },
);

test("a response that is not JSON cannot be sent", { timeout }, async () => {
  const key = await manualAccount();
  const id = await createTask(mock, key);
  const { page, problems } = await openConsole(mock.url(), `#/tasks/${id}?account=${key}`);
  await page.getByLabel("Edit as JSON").check();
  const json = page.getByRole("textbox", { name: "Response as JSON" });
  await json.fill('{"category": "dam');
  await expectPage(button(page, "Complete")).toBeDisabled();
  await json.fill('{"category": "damage"}');
  await expectPage(button(page, "Complete")).toBeEnabled();
  await json.fill("[1]");
  await button(page, "Back to the generated response").click();
  await expectPage(button(page, "Complete")).toBeEnabled();
  await page.getByRole("textbox", { name: "Or let it fail, for a reason" }).fill("The image is black.");
  await button(page, "Fail").click();
  await expectPage(page.getByText("The task has failed.")).toBeVisible();
  expect(problems).toEqual([]);
});

test("all accounts are reset only after a second press", { timeout }, async () => {
  const own = await startMockServer();
  await createTask(own, "test_a");
  const { page, problems } = await openConsole(own.url(), "#/settings");
  await expectPage(button(page, "Reset the account test_a")).toBeVisible();
  await button(page, "Reset all accounts").click();
  await button(page, "No").click();
  expect((await own.account("test_a").tasks()).tasks).toHaveLength(3);
  await button(page, "Reset all accounts").click();
  await button(page, "Yes, do it").click();
  await expectPage(page.getByText("Everything is as in the beginning.")).toBeVisible();
  expect((await own.account("test_a").tasks()).tasks).toHaveLength(2);
  await own.close();
  expect(problems.filter((problem) => !problem.includes("ERR_"))).toEqual([]);
});

test("while a thousand tasks arrive at once the page has few rows, and responds", { timeout }, async () => {
  const key = newKey();
  await mock.account(key).updateSettings({ testCompletion: "manual" });
  const { page, problems } = await openConsole(mock.url(), `#/tasks?account=${key}`);
  await expectPage(page.getByText("live", { exact: true })).toBeVisible();
  const load = flood(mock.url("scale-v1"), key, 1000);
  const rows = page.getByRole("table", { name: "Tasks" }).locator(".virtual-row");
  await expectPage(rows.first()).toBeVisible();
  await button(page, "Help").click();
  await expectPage(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  expect(await load).toEqual(new Set([200]));
  await expectPage(page.getByRole("status").filter({ hasText: /^1002 tasks$/ })).toBeVisible();

  expect(await rows.count()).toBeLessThan(60);
  expect(problems).toEqual([]);
});

test("boxes are drawn in the pixels of the image, however large it is shown", { timeout }, async () => {
  const key = await manualAccount();
  const image = await serveImage();
  const id = await createAnnotation(key, image);
  const { page, problems } = await openConsole(
    mock.url(),
    `#/tasks/${id}?account=${key}`,
    phone,
    /street\.svg/,
  );
  expect(await page.locator("main img").count()).toBe(0);
  await page.getByRole("button", { name: /^Load the image from 127\.0\.0\.1:/ }).click();
  await expectPage(page.getByRole("group", { name: /on 800 × 600 pixels/ })).toBeVisible();
  await button(page, "Remove all").click();
  await draw(page, [0.25, 0.5], [0.75, 0.75]);
  await button(page, "Complete").click();
  await expectPage(page.getByText("The task is completed.")).toBeVisible();
  const { task } = await mock.account(key).getTask(id);

  const [box] = (task["response"] as { annotations: Record<string, number>[] }).annotations;
  const expected = { left: 200, top: 300, width: 400, height: 150 };
  for (const [side, pixels] of Object.entries(expected))
    expect(Math.abs(Number(box?.[side]) - pixels)).toBeLessThan(6);
  expect(problems).toEqual([]);
});

const hostile = {
  markup: `<img src=x onerror="alert(1)"></pre><script>alert(2)</script>`,
  "a long word": "x".repeat(5000),
  "right-to-left text":
    "\u202e\u05de\u05d4 \u05d4\u05dc\u05e7\u05d5\u05d7? \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
  emoji: "👩🏽‍🚀🏳️‍🌈".repeat(200),
  "a mebibyte": "no end ".repeat(130_000),
};

test.for(Object.entries(hostile))(
  "a task with %s is shown as text, within the page",
  { timeout },
  async ([, text]) => {
    const key = await manualAccount();
    const id = await createTask(mock, key, { instruction: text });
    const { page, problems } = await openConsole(mock.url(), `#/tasks/${id}?account=${key}`, phone);
    const json = page.getByLabel("Task as JSON, with what changed since it was created");
    await expectPage(json).toContainText(JSON.stringify(text).slice(1, 40));
    await link(page, "Requests").click();
    await page.getByRole("link", { name: /^POST/ }).click();
    await expectPage(page.getByLabel("Body of the request")).toContainText(JSON.stringify(text).slice(1, 40));

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await page.locator("main img, main script").count()).toBe(0);
    expect(problems).toEqual([]);
  },
);

test("no rule of axe is violated on any screen, in light and dark colors", { timeout: 120_000 }, async () => {
  const key = await manualAccount();
  const receiver = await fetch(`${mock.url()}/_mock/receiver?account=${key}`);
  const { url } = (await receiver.json()) as { url: string };
  const ended = await createTask(mock, key, { callback_url: url });
  await mock.account(key).completeTask(ended);
  const { deliveryId } = await mock.account(key).waitForCallback(ended);
  const boxes = await createAnnotation(key);
  await mock.account(key).addFault({ target: "request", operation: "getTask", status: 429 });
  await fetch(`${mock.url()}/_mock/snapshots?account=${key}`, { method: "POST" });
  await fetch(`${mock.url("scale-v1")}/task/categorization`, { method: "POST", headers: basic(key) });
  // A color that is still changing has another contrast.
  const { page, problems } = await openConsole(mock.url(), "", { ...desktop, reducedMotion: "reduce" });
  await page.evaluate(await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8"));
  const found: Record<string, unknown> = {};
  const check = async (screen: string): Promise<void> => {
    await page.emulateMedia({ colorScheme: "light" });
    found[screen] = await violationsIn(page);
    await page.emulateMedia({ colorScheme: "dark" });
    // Other rules do not depend on colors.
    found[`${screen}, dark`] = await violationsIn(page, ["color-contrast"]);
  };
  // With something of its own that each screen shows once it has its data.
  const screens = {
    overview: ["Overview", page.getByRole("heading", { name: key })],
    tasks: ["Tasks", page.getByRole("link", { name: boxes })],
    [`tasks/${ended}`]: [ended, page.getByRole("table", { name: "Callbacks of the task" })],
    [`tasks/${boxes}`]: [boxes, button(page, "Add a box")],
    callbacks: ["Callbacks", page.getByRole("link", { name: `taskCompleted of task ${ended}` })],
    [`callbacks/${deliveryId}`]: ["taskCompleted", page.getByRole("table", { name: "Attempts" })],
    requests: ["Requests", page.locator(".virtual-row").first()],
    clock: ["Clock", button(page, "+24 h")],
    faults: ["Faults", page.getByRole("table", { name: "Injected faults" })],
    settings: ["Settings", button(page, "Reset this account")],
    snapshots: ["Snapshots", page.getByRole("table", { name: "Snapshots" })],
    "contract/scale-v1": ["Scale", page.getByRole("table", { name: "Operations" })],
  } as const;
  for (const [screen, [title, own]] of Object.entries(screens)) {
    await page.evaluate((hash) => location.assign(hash), `#/${screen}?account=${key}`);
    await expectPage(page.getByRole("heading", { level: 1 })).toContainText(title);
    await expectPage(own.first()).toBeVisible();
    await expectPage(page.getByText("Loading", { exact: true })).toHaveCount(0);
    await check(screen);
  }
  await link(page, "Requests").click();
  await page.getByRole("link", { name: /^POST/ }).first().click();
  await page.getByRole("heading", { name: "Why was this refused?" }).waitFor();
  await check("a request");
  await button(page, "Help").click();
  await check("help");

  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])));
  expect(problems).toEqual([]);
});

const basic = (key: string) => ({ authorization: `Basic ${btoa(`${key}:`)}` });

const createAnnotation = async (
  key: string,
  attachment = "https://files.example/street.jpg",
): Promise<string> => {
  const response = await fetch(`${mock.url("scale-v1")}/task/annotation`, {
    method: "POST",
    headers: { ...basic(key), "content-type": "application/json" },
    body: JSON.stringify({
      callback_url: "http://127.0.0.1:9/",
      instruction: "Mark every car.",
      attachment_type: "image",
      attachment,
      objects_to_annotate: ["car"],
      with_labels: true,
    }),
  });
  return ((await response.json()) as { task_id: string }).task_id;
};

const violationsIn = (page: Page, runOnly?: readonly string[]): Promise<unknown> =>
  page.evaluate(async (rules) => {
    const { axe: checker } = globalThis as never as { axe: typeof axe };
    const { violations } = await checker.run(rules ? { runOnly: [...rules] } : {});
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 200)) }));
  }, runOnly);
