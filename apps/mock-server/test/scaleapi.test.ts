import { describe, expect, test } from "vitest";
import { startCallbackReceiver } from "../src/index.ts";
import { operationCases, scaleTaskTypes } from "./support/contract-cases.ts";
import {
  loadScaleapi,
  promise,
  type ScalePage,
  type ScaleException,
  type ScaleTask,
} from "./support/scaleapi.ts";
import { useMockServer } from "./support/use-mock-server.ts";

const server = useMockServer();
// Not /scale-v1, but the alias for clients like this one.
const scaleapi = loadScaleapi(() => `${server.mock.url()}/v1`);

/** The documented requests, by the path segment that scaleapi knows them by. */
const requests = operationCases
  .filter(({ api, operationId }) => api === "scale-v1" && operationId.startsWith("create"))
  .flatMap(({ path, requests: byName, responses }) =>
    Object.entries(byName).map(([name, params]) => ({
      segment: path.slice("/task/".length),
      type: (Object(responses["200"]?.[name]) as { type: string }).type,
      name,
      params: { ...(params as object), callback_url: "http://127.0.0.1:9/callback" },
    })),
  );

const categorization = {
  callback_url: "http://127.0.0.1:9/callback",
  instruction: "Is this big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
};

const idsOf = ({ docs }: ScalePage): string[] => docs.map(({ id }) => id);

const failureOf = (call: Promise<unknown>): Promise<ScaleException> =>
  call.then(
    () => {
      throw new Error("The call succeeded.");
    },
    (error: ScaleException) => error,
  );

describe("scaleapi creates a task of each type, and fetches it", () => {
  test.each(requests)("$segment: $name", async ({ segment, type, name, params }) => {
    const client = new scaleapi.ScaleClient(`live_create_${segment}_${name}`);

    const created = await promise<ScaleTask>((done) => client.createTask(segment, params, done));
    const fetched = await promise<ScaleTask>((done) => client.fetchTask(created.id, done));

    expect(created).toMatchObject({ type, status: "pending", id: expect.stringMatching(/^[\da-f]{24}$/) });
    expect(fetched).toEqual(created);
  });

  test("no type goes untested", () => {
    expect(new Set(requests.map(({ type }) => type))).toEqual(new Set(scaleTaskTypes));
  });
});

test("scaleapi has a method per type", async () => {
  const client = new scaleapi.ScaleClient("live_method") as unknown as {
    createCategorizationTask: (
      params: object,
      done: (error: ScaleException | null, task: ScaleTask) => void,
    ) => void;
  };

  const task = await promise<ScaleTask>((done) => client.createCategorizationTask(categorization, done));

  expect(task).toMatchObject({ type: "categorization", params: { categories: ["big", "small"] } });
});

describe("types that scaleapi knows and the documents do not are unknown to the server", () => {
  const known = [
    "polygonannotation",
    "lineannotation",
    "pointannotation",
    "cuboidannotation",
    "segmentannotation",
  ];
  test.each(known.filter((type) => !scaleTaskTypes.includes(type)))("%s", async (type) => {
    const client = new scaleapi.ScaleClient("live_unknown_type");

    const error = await failureOf(promise((done) => client.createTask(type, {}, done)));

    expect(error).toBeInstanceOf(scaleapi.ScaleException);
    expect([404, 405]).toContain(error.errcode);
  });
});

test("scaleapi refreshes a test task until the service has completed it", async () => {
  const callbacks = await startCallbackReceiver();
  const client = new scaleapi.ScaleClient("test_refresh");
  const task = await promise<ScaleTask>((done) =>
    client.createTask("categorization", { ...categorization, callback_url: callbacks.url }, done),
  );

  await callbacks.waitFor(1);
  await promise<ScaleTask>((done) => task.refresh(done));
  await callbacks.close();

  expect(task).toMatchObject({
    status: "completed",
    is_test: true,
    response: { category: expect.stringMatching(/^(big|small)$/) },
  });
});

test("scaleapi cancels a task, by the client and by the task itself", async () => {
  const client = new scaleapi.ScaleClient("live_cancel");
  const create = (): Promise<ScaleTask> =>
    promise((done) => client.createTask("categorization", categorization, done));
  const one = await create();
  const other = await create();

  const canceled = await Promise.all([
    promise<ScaleTask>((done) => client.cancelTask(one.id, done)),
    promise<ScaleTask>((done) => other.cancel(done)),
  ]);

  expect(canceled).toMatchObject([
    { id: one.id, status: "canceled" },
    { id: other.id, status: "canceled" },
  ]);
});

test("scaleapi lists tasks page by page, and with every filter that it has", async () => {
  const client = new scaleapi.ScaleClient("live_list");
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const task = await promise<ScaleTask>((done) =>
      client.createTask("categorization", categorization, done),
    );
    ids.unshift(task.id);
  }
  await promise((done) => client.cancelTask(ids[0] ?? "", done));
  const list = (params: object): Promise<ScalePage> => promise((done) => client.tasks(params, done));

  const all = await list({});
  const page = await list({ limit: 2, offset: 1 });
  const start = all.docs.at(-1)?.["created_at"];
  const end = all.docs[0]?.["created_at"];

  expect(idsOf(all)).toEqual(ids);
  expect(all).toMatchObject({ total: 5, limit: 100, offset: 0, has_more: false });
  expect(idsOf(page)).toEqual(ids.slice(1, 3));
  expect(page).toMatchObject({ total: 5, limit: 2, offset: 1, has_more: true });
  expect(idsOf(await list({ status: "canceled" }))).toEqual(ids.slice(0, 1));
  expect(idsOf(await list({ status: "pending" }))).toEqual(ids.slice(1));
  expect(idsOf(await list({ type: "categorization" }))).toEqual(ids);
  expect(idsOf(await list({ type: "annotation" }))).toEqual([]);
  expect(idsOf(await list({ start_time: start, end_time: end }))).toEqual(ids);
  expect(idsOf(await list({ end_time: "2001-01-01" }))).toEqual([]);
  expect(all.docs[0]).toHaveProperty("refresh");
});

describe("scaleapi gets its own exception, with the status and the message of the server", () => {
  const live = "live_failures";
  test.each([
    [400, "a broken request", "categories is missing", live, { ...categorization, categories: undefined }],
    [401, "a key of blanks", "No API Key provided", " ", categorization],
    [402, "a type that is not enabled", "not enabled for this account", "live_disabled", categorization],
  ])("%i for %s", async (status, _, message, key, params) => {
    await server.mock.account("live_disabled").updateSettings({ disabledTaskTypes: ["categorization"] });
    const client = new scaleapi.ScaleClient(key);

    const error = await failureOf(promise((done) => client.createTask("categorization", params, done)));

    expect(error).toBeInstanceOf(scaleapi.ScaleException);
    expect(error.errcode).toBe(status);
    expect(error.message).toContain(message);
  });

  test("404 for an unknown task", async () => {
    const client = new scaleapi.ScaleClient(live);

    const error = await failureOf(promise((done) => client.fetchTask("0".repeat(24), done)));

    expect(error).toBeInstanceOf(scaleapi.ScaleException);
    expect(error).toMatchObject({ errcode: 404, message: expect.stringContaining("0".repeat(24)) });
  });

  test("500 for a task that is canceled already", async () => {
    const client = new scaleapi.ScaleClient(live);
    const task = await promise<ScaleTask>((done) =>
      client.createTask("categorization", categorization, done),
    );
    await promise((done) => client.cancelTask(task.id, done));

    const error = await failureOf(promise((done) => client.cancelTask(task.id, done)));

    expect(error).toBeInstanceOf(scaleapi.ScaleException);
    expect(error).toMatchObject({ errcode: 500, message: expect.stringContaining(task.id) });
  });

  test("429 and 503 when a fault was injected", async () => {
    const client = new scaleapi.ScaleClient("live_faults");
    const account = server.mock.account("live_faults");
    await account.addFault({ target: "request", operation: "listTasks", status: 429 });
    await account.addFault({ target: "request", operation: "listTasks", status: 503 });
    const list = (): Promise<ScalePage> => promise((done) => client.tasks({}, done));

    expect(await failureOf(list())).toMatchObject({ errcode: 429 });
    expect(await failureOf(list())).toMatchObject({ errcode: 503 });
    expect(await list()).toMatchObject({ total: 0 });
  });

  test("a filter that scaleapi does not know is its own ScaleInvalidRequest", async () => {
    const client = new scaleapi.ScaleClient(live);

    // It asks nevertheless, so it calls back twice.
    const errors = await new Promise<unknown[]>((resolve) => {
      const all: unknown[] = [];
      client.tasks({ color: "red" }, (error) => {
        if (all.push(error) === 2) resolve(all);
      });
    });

    expect(errors).toEqual([expect.any(scaleapi.ScaleInvalidRequest), null]);
  });
});
