// oxlint-disable unicorn/consistent-function-scoping -- what a page evaluates cannot refer to anything else here
import { expect, test } from "vitest";
import { fixture } from "../support/fixture.ts";
import { useBrowser } from "../support/open-page.ts";
import { expectedOfScenario, playScenario } from "../support/scenario.ts";

const open = useBrowser();

test("a page creates a task in a worker, and receives its callback", async () => {
  const { page } = await open();
  const found = await page.evaluate(async () => {
    const received: unknown[] = [];
    const mock = await taskContracts.startMockWorker({
      apis: ["scale-v1"],
      callbacks: async (request) => {
        const { task } = (await request.json()) as { task: { status: string } };
        received.push([request.method, request.url, task.status]);
        return new Response(null, { status: 204 });
      },
    });
    const response = await mock.fetch("https://api.scaleapi.com/v1/task/categorization", {
      method: "POST",
      headers: { authorization: `Basic ${btoa("test_a:")}`, "content-type": "application/json" },
      body: JSON.stringify({
        instruction: "Big or small?",
        attachment_type: "text",
        attachment: "ant",
        categories: ["big", "small"],
        callback_url: "https://shop.example/callback",
      }),
    });
    const task = (await response.json()) as { task_id: string; status: string };
    const { attempts } = await mock.account("test_a").waitForCallback(task.task_id);
    await mock.close();
    return { apis: mock.apis, servers: mock.servers, status: task.status, received, attempts };
  });
  expect(found).toMatchObject({
    apis: ["scale-v1"],
    servers: expect.arrayContaining(["https://api.scaleapi.com/v1"]) as unknown,
    status: "pending",
    received: [["POST", "https://shop.example/callback", "completed"]],
    attempts: [{ status: 204 }],
  });
});

test("a duplicate, a receiver that is down, and a cancel that is refused are as with the service", async () => {
  const { page } = await open();
  const found = await page.evaluate(async (source) => {
    // oxlint-disable-next-line no-implied-eval, typescript/no-unsafe-call -- the page cannot import it
    const play = new Function(`return ${source}`)() as typeof playScenario;
    let count = 0;
    const mock = await taskContracts.startMockWorker({
      apis: ["scale-v1"],
      callbacks: () => {
        count += 1;
        return new Response(null, { status: count > 6 ? 200 : 500 });
      },
    });
    const result = await play(mock.fetch, mock.account("test_a"), () => count);
    await mock.close();
    return result;
  }, playScenario.toString());
  expect(found).toEqual(expectedOfScenario);
});

test("contracts of one's own are compiled in the worker", async () => {
  const { page } = await open();
  const found = await page.evaluate(async (document) => {
    const mock = await taskContracts.startMockWorker({ contracts: [{ id: "moderation", document }] });
    const headers = { authorization: "Bearer test_a" };
    const response = await mock.fetch("https://api.moderation.example/v2/moderations", { headers });
    return { apis: mock.apis, status: response.status, body: await response.text() };
  }, fixture("moderation"));
  expect(found).toMatchObject({ apis: ["moderation"], status: 200 });
});

test("an account is controlled from the page, by everything that a handle has", async () => {
  const { page } = await open();
  const found = await page.evaluate(async () => {
    const mock = await taskContracts.startMockWorker({
      apis: ["scale-v1"],
      callbacks: () => new Response(null, { status: 204 }),
    });
    const account = mock.account("test_a");
    const headers = { authorization: `Basic ${btoa("test_a:")}`, "content-type": "application/json" };
    const create = async (): Promise<string> => {
      const response = await mock.fetch("https://api.scaleapi.com/v1/task/categorization", {
        method: "POST",
        headers,
        body: JSON.stringify({
          instruction: "Big or small?",
          attachment_type: "text",
          attachment: "ant",
          categories: ["big", "small"],
          callback_url: "https://shop.example/callback",
        }),
      });
      return ((await response.json()) as { task_id: string }).task_id;
    };
    const before = await account.clock.freeze();
    const advanced = await account.clock.advance({ hours: 24 });
    const now = await account.clock.now();
    const resumed = await account.clock.resume();
    const changed = await account.updateSettings({ testCompletion: "manual" });
    const settings = await account.settings();
    const id = await create();
    const completed = await account.completeTask(id, { response: { category: "big" } });
    const delivery = await account.waitForCallback(id, { until: "ended" });
    const deliveries = await account.deliveries({ taskId: id });
    const requests = await account.requests({ operation: "createCategorizationTask" });
    await account.addFault({ target: "request", status: 503 });
    const failed = await mock.fetch("https://api.scaleapi.com/v1/tasks", { headers });
    await account.addFault({ target: "request", drop: true });
    const dropped: unknown = await mock
      .fetch("https://api.scaleapi.com/v1/tasks", { headers })
      .catch((error: Error) => `${error.name}: ${(error.cause as Error).message}`);
    await account.addFault({ target: "request", status: 503, times: 10 });
    await account.clearFaults();
    const cleared = await mock.fetch("https://api.scaleapi.com/v1/tasks", { headers });
    await account.reset();
    const refused: unknown = await account
      .completeTask(id)
      .catch((error: { name: string; status: number }) => [error.name, error.status]);
    return {
      apiKey: account.apiKey,
      clock: [before.frozen, now.frozen, resumed.frozen, Date.parse(advanced.now) - Date.parse(before.now)],
      settings: [changed.testCompletion, settings.testCompletion],
      completed: completed.status,
      delivery: delivery.status,
      counts: [deliveries.length, requests.length],
      statuses: [failed.status, cleared.status],
      dropped,
      refused,
      left: (await account.deliveries()).length,
    };
  });
  expect(found).toEqual({
    apiKey: "test_a",
    clock: [true, true, false, 24 * 60 * 60 * 1000],
    settings: ["manual", "manual"],
    completed: "completed",
    delivery: "succeeded",
    counts: [1, 1],
    statuses: [503, 200],
    dropped: "TypeError: The mock dropped the connection because of an injected fault.",
    refused: ["ControlError", 404],
    left: 0,
  });
});

test("a stream arrives as it goes on, and ends in the worker when the page leaves it", async () => {
  const { page } = await open();
  const found = await page.evaluate(async () => {
    const mock = await taskContracts.startMockWorker({ apis: ["scale-v1"], limits: { eventStreams: 1 } });
    const listen = (signal?: AbortSignal): Promise<Response> =>
      mock.fetch("http://mock.test/_mock/events?account=test_a", signal ? { signal } : {});
    const reader = (await listen()).body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    const full = (await listen()).status;
    await reader?.cancel();
    const leaving = new AbortController();
    let again = await listen(leaving.signal);
    // It takes its time until the worker knows.
    while (again.status !== 200) again = await listen(leaving.signal);
    leaving.abort();
    const rest = again.body?.getReader().read();
    const aborted: unknown = await rest?.catch((error: Error) => error.name);
    const unsent: unknown = await listen(AbortSignal.abort()).catch((error: Error) => error.name);
    return { first, full, aborted, unsent };
  });
  expect(found).toEqual({ first: ": listening\n\n", full: 507, aborted: "AbortError", unsent: "AbortError" });
});

test("what is wrong with the options or the worker is said to the page", async () => {
  const { page } = await open();
  const messages = await page.evaluate(async () => {
    const { connectMock, startMockWorker } = taskContracts;
    const messageOf = (error: Error): string => `${error.name}: ${error.message}`;
    const missing = new (globalThis as unknown as { Worker: new (url: string) => never }).Worker(
      "/missing.js",
    );
    return Promise.all([
      startMockWorker({ apis: ["scale-v2"] } as never).catch(messageOf),
      startMockWorker({ api: ["scale-v1"] } as never).catch(messageOf),
      connectMock(missing).catch(messageOf),
    ]);
  });
  expect(messages).toEqual([
    'MockError: No API "scale-v2" comes with the mock, only scale-v1, scale-beta, dataflowkit-v1.',
    "MockError: connectMock has no option api. Did you mean apis?",
    "MockError: The worker of the mock failed: it could not be loaded.",
  ]);
});
