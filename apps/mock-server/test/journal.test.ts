import { describe, expect, onTestFinished } from "vitest";
import { type MockServer, startMockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, question, send } from "./support/send.ts";

const entriesOf = async (mock: MockServer, key: string): Promise<Record<string, unknown>[]> => {
  const { body } = await send(mock, `GET /_mock/requests?account=${key}`);
  return body as unknown as Record<string, unknown>[];
};

const callback_url = "http://127.0.0.1:9/";

describe("a request is in the journal as it was sent", () => {
  test("JSON, without the defaults of the contract", async ({ mock, apiKey }) => {
    const json = { ...question, callback_url, unknown: [1, null], metadata: { a: 1.5 } };
    const { body } = await send(mock, "POST /scale-v1/task/categorization", { key: apiKey, json });
    expect(body).toMatchObject({ urgency: "day" });
    const [entry] = await entriesOf(mock, apiKey);
    expect(entry).toMatchObject({ status: 200, requestHeaders: { "content-type": "application/json" } });
    expect(entry?.["requestBody"]).toEqual(json);
  });

  test("a form, whose values are text", async ({ mock, apiKey }) => {
    const form = { ...question, callback_url, allow_multiple: true, urgency: "day" };
    await send(mock, "POST /scale-v1/task/categorization", { key: apiKey, form });
    const [entry] = await entriesOf(mock, apiKey);
    expect(entry?.["requestBody"]).toEqual({ ...form, allow_multiple: "true" });
  });

  test.for([
    ["what is no JSON", "application/json", '{"a": '],
    ["what is neither JSON nor a form", "text/plain", "hello"],
    ["a form with too many values", "application/x-www-form-urlencoded", "a=1&".repeat(1001)],
  ])("%s, as text", async ([, mediaType = "", body = ""], { mock, apiKey }) => {
    await fetch(`${mock.url("scale-v1")}/task/categorization`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${apiKey}:`)}`, "content-type": mediaType },
      body,
    });
    const [entry] = await entriesOf(mock, apiKey);
    expect(entry).toMatchObject({ requestBody: body });
    expect(entry?.["violations"]).toContainEqual(expect.objectContaining({ severity: "Error" }));
  });

  test("nothing, if there was no body", async ({ mock, apiKey }) => {
    await send(mock, "GET /scale-v1/tasks", { key: apiKey });
    const [entry] = await entriesOf(mock, apiKey);
    expect(entry).not.toHaveProperty("requestBody");
  });
});

describe("the response is in the journal", () => {
  test("with its headers and body, and the ID of the task that was created", async ({ mock, apiKey }) => {
    const json = { ...question, callback_url };
    const { body } = await send(mock, "POST /scale-v1/task/categorization", { key: apiKey, json });
    expect(await entriesOf(mock, apiKey)).toMatchObject([
      {
        taskId: body["task_id"],
        responseHeaders: { "content-type": "application/json" },
        responseBody: body,
      },
    ]);
  });

  test("and of a refusal, which names no task", async ({ mock, apiKey }) => {
    const { body } = await send(mock, "GET /scale-v1/tasks?limit=0", { key: apiKey });
    const [entry] = await entriesOf(mock, apiKey);
    expect(entry).toMatchObject({ status: 400, responseBody: body });
    expect((entry?.["responseHeaders"] as object | undefined) ?? {}).toHaveProperty("sl-violations");
    expect(entry).not.toHaveProperty("taskId");
  });

  test("but not of HEAD, and not where a fault dropped the connection", async ({ mock, apiKey, account }) => {
    const headers = { authorization: `Basic ${btoa(`${apiKey}:`)}` };
    await fetch(`${mock.url("scale-v1")}/tasks`, { method: "HEAD", headers });
    await account.addFault({ target: "request", drop: true });
    await expect(send(mock, "GET /scale-v1/tasks", { key: apiKey })).rejects.toThrow("fetch failed");
    const [head, dropped] = await entriesOf(mock, apiKey);
    expect(head).toMatchObject({ status: 200, responseHeaders: {} });
    expect(head).not.toHaveProperty("responseBody");
    for (const absent of ["status", "responseHeaders", "responseBody"])
      expect(dropped).not.toHaveProperty(absent);
  });

  test.for([
    ["GET /scale-v1/task/ID", 200],
    ["POST /scale-v1/task/ID/cancel", 200],
    ["GET /scale-beta/task/ID", 404],
  ] as const)("%s names its task", async ([line, status], { mock }) => {
    const key = `live_${line.length}_${status}`;
    const id = await createTask(mock, key);
    await send(mock, line.replace("ID", id), { key });
    expect((await entriesOf(mock, key)).at(-1)).toMatchObject({ status, taskId: id });
  });

  test("a task of Dataflow Kit is named too", async ({ mock, apiKey }) => {
    const { body } = await send(mock, "POST /dataflowkit-v1/tasks", { key: apiKey });
    const [task] = body as unknown as { id: string }[];
    await send(mock, `POST /dataflowkit-v1/tasks/${task?.id}/run`, { key: apiKey });
    expect((await entriesOf(mock, apiKey)).at(-1)).toMatchObject({
      taskId: task?.id,
      responseBody: { status: "queued" },
    });
  });
});

test("credentials are left out, and the scheme stays", async ({ mock, apiKey }) => {
  await send(mock, "GET /scale-v1/tasks", {
    key: apiKey,
    headers: { cookie: "a=b", "x-api-key": "c", "x-request-id": "d" },
  });
  expect(await entriesOf(mock, apiKey)).toMatchObject([
    { requestHeaders: { authorization: "Basic …", cookie: "…", "x-api-key": "…", "x-request-id": "d" } },
  ]);
});

test("of a large body the beginning is kept, and its size", async ({ apiKey }) => {
  const mock = await startMockServer({ limits: { journalBodyBytes: 100 } });
  onTestFinished(mock.close);
  const json = { ...question, callback_url, instruction: "x".repeat(1000) };
  await send(mock, "POST /scale-v1/task/categorization", { key: apiKey, json });
  const [entry] = await entriesOf(mock, apiKey);
  const sent = JSON.stringify(json);
  expect(entry).toMatchObject({ requestBody: sent.slice(0, 100), requestBodyCut: sent.length });
  expect(String(entry?.["responseBody"])).toHaveLength(100);
  expect(entry?.["responseBodyCut"]).toBeGreaterThan(1000);
});

test("the journal of the library is that of the control API", async ({ mock, apiKey, account }) => {
  await createTask(mock, apiKey);
  expect(await account.requests()).toEqual(await entriesOf(mock, apiKey));
});

test("the event of a request is its entry in the journal", async ({ mock, apiKey }) => {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const { body } = await fetch(`${mock.url()}/_mock/events?account=${apiKey}`, { signal: stop.signal });
  await createTask(mock, apiKey);
  let text = "";
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (/event: request\ndata: .*\n\n/.test(text)) break;
  }
  const [, data = ""] = /event: request\ndata: (.*)\n\n/.exec(text) ?? [];
  expect([JSON.parse(data)]).toEqual(await entriesOf(mock, apiKey));
});
