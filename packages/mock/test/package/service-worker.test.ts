// oxlint-disable unicorn/consistent-function-scoping -- what a page evaluates cannot refer to anything else here
import { expect, test } from "vitest";
import { openPage, useBrowser } from "../support/open-page.ts";

const open = useBrowser();

/** What tests of this file share, as code of the page. */
const create = `globalThis.createTask = async (base) => {
  const response = await fetch(base + "/scale-v1/task/categorization", {
    method: "POST",
    headers: { authorization: "Basic " + btoa("test_a:"), "content-type": "application/json" },
    body: JSON.stringify({
      instruction: "Big or small?",
      attachment_type: "text",
      attachment: "ant",
      categories: ["big", "small"],
      callback_url: "https://shop.example/callback",
    }),
  });
  return response.json();
};`;

declare global {
  /** Creates a task by the page's own `fetch`. */
  var createTask: (base: string) => Promise<{ readonly task_id: string; readonly status: string }>;
}

test("a page calls the mock by its own fetch, and receives callbacks", async () => {
  const { page } = await open();
  await page.evaluate(create);
  const found = await page.evaluate(async () => {
    const received: unknown[] = [];
    const mock = await taskContracts.registerMock("/service-worker.js?apis=scale-v1", {
      callbacks: async (request) => {
        const { task } = (await request.json()) as { task: { status: string } };
        received.push([request.url, task.status]);
        return new Response(null, { status: 204 });
      },
    });
    const { status, task_id: id } = await createTask("");
    const { attempts } = await mock.account("test_a").waitForCallback(id);
    const headers = { authorization: `Basic ${btoa("test_a:")}` };
    const own = (await (await fetch(`/scale-v1/task/${id}`, { headers })).json()) as { status: string };
    const remote = await mock.fetch(`https://api.scaleapi.com/v1/task/${id}`, { headers });
    const { status: later } = (await remote.json()) as { status: string };
    await mock.close();
    return { apis: mock.apis, received, attempts, statuses: [status, own.status, later] };
  });
  expect(found).toMatchObject({
    apis: ["scale-v1"],
    received: [["https://shop.example/callback", "completed"]],
    attempts: [{ status: 204 }],
    statuses: ["pending", "completed", "completed"],
  });
});

test("what is not the mock's goes to the server of the page, and so do APIs that were not chosen", async () => {
  const { page, server } = await open();
  const texts = await page.evaluate(async () => {
    await taskContracts.registerMock("/service-worker.js?apis=scale-v1");
    const textOf = async (path: string): Promise<string> => (await fetch(path)).text();
    return [await textOf("/readme.txt"), await textOf("/scale-beta/readme.txt"), await textOf("/v1/a.txt")];
  });
  expect(texts).toEqual(Array.from({ length: 3 }, () => "There is no such file."));
  expect(server.paths).toEqual(expect.arrayContaining(["/readme.txt", "/scale-beta/readme.txt"]));
  expect(server.paths.filter((path) => path.startsWith("/scale-v1"))).toEqual([]);
});

test("events stream into an EventSource", async () => {
  const { page } = await open();
  await page.evaluate(create);
  const event = await page.evaluate(async () => {
    await taskContracts.registerMock("/service-worker.js?apis=scale-v1");
    interface Source {
      addEventListener(type: string, listen: (event: { data: string }) => void): void;
    }
    const { EventSource } = globalThis as unknown as { EventSource: new (url: string) => Source };
    const source = new EventSource("/_mock/events?account=test_a");
    await new Promise<void>((resolve) => source.addEventListener("open", () => resolve()));
    const first = new Promise<string>((resolve) =>
      source.addEventListener("task", ({ data }) => resolve(data)),
    );
    const { task_id: id } = await createTask("");
    return { id, event: JSON.parse(await first) as { taskId: string } };
  });
  expect(event.event).toMatchObject({ taskId: event.id });
});

test("a dropped connection is a network error of the page's fetch", async () => {
  const { page } = await open();
  const found = await page.evaluate(async () => {
    const mock = await taskContracts.registerMock("/service-worker.js?apis=scale-v1");
    await mock.account("test_a").addFault({ target: "request", drop: true });
    const headers = { authorization: `Basic ${btoa("test_a:")}` };
    return fetch("/scale-v1/tasks", { headers }).catch((error: Error) => error.name);
  });
  expect(found).toBe("TypeError");
});

test("below a path of its own, the mock links to itself, and a browser can go there", async () => {
  const { page, server } = await open("/app/");
  const links = await page.evaluate(async () => {
    const mock = await taskContracts.registerMock("/app/service-worker.js?apis=dataflowkit-v1");
    const call = async (path: string): Promise<string> =>
      (await fetch(`/app/dataflowkit-v1/tasks${path}?api_key=test_a`, { method: "POST" })).text();
    const [{ id = "" } = {}] = JSON.parse(await call("")) as { id?: string }[];
    await call(`/${id}/run`);
    await mock.account("test_a").clock.advance({ hours: 24 });
    return call(`/${id}/store`);
  });
  const link = links.replaceAll('"', "");
  expect(link).toMatch(new RegExp(`^${server.url}/app/results/`));
  expect((await page.goto(`${server.url}/app/_mock/health`))?.status()).toBe(200);
  expect(await page.textContent("body")).toContain('"status":"ok"');
  expect(await page.evaluate(async (url) => (await fetch(url)).status, link)).toBe(200);
});

test("tasks are there after the page was loaded again, and callbacks go to the latest page", async () => {
  const { page, server } = await open();
  await page.evaluate(create);
  const id = await page.evaluate(async () => {
    const mock = await taskContracts.registerMock("/service-worker.js?apis=scale-v1", {
      callbacks: () => new Response(null, { status: 500 }),
    });
    await mock.account("test_a").updateSettings({ testCompletion: "manual" });
    return (await createTask("")).task_id;
  });
  await openPage(page, server.url);
  const found = await page.evaluate(async (taskId) => {
    const mock = await taskContracts.registerMock("/service-worker.js?apis=scale-v1", {
      callbacks: () => new Response(null, { status: 204 }),
    });
    const account = mock.account("test_a");
    await account.completeTask(taskId);
    return (await account.waitForCallback(taskId)).attempts;
  }, id);
  expect(found).toMatchObject([{ status: 204 }]);
});

test("an API that there is not is said to the page", async () => {
  const { page } = await open();
  const message = await page.evaluate(() =>
    taskContracts
      .registerMock("/service-worker.js?apis=scale-v2")
      .then(String, (error: Error) => `${error.name}: ${error.message}`),
  );
  expect(message).toBe(
    'MockError: No API "scale-v2" comes with the mock, only scale-v1, scale-beta, dataflowkit-v1.',
  );
});
