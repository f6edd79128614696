import { callbackValidators as betaCallbacks } from "@task-contracts/contracts/scale-beta/callback-validators";
import { callbackValidators } from "@task-contracts/contracts/scale-v1/callback-validators";
import { describe, expect } from "vitest";
import { test } from "./support/mock-test.ts";
import { operationCases, scaleTaskTypes } from "./support/contract-cases.ts";
import { createTask, newKey, question, send } from "./support/send.ts";

const hour = 3_600_000;
const creates = operationCases.filter(({ operationId }) => /^create\w+Task$/.test(operationId));
const requests = creates.flatMap(({ api, method, path, operationId, requests: examples }) =>
  Object.entries(examples).map(([name, example]) => ({
    api,
    name,
    operationId,
    line: `${method} /${api}${path}`,
    example: example as Record<string, unknown>,
  })),
);
const validators: Readonly<
  Record<string, Record<string, Record<string, Record<string, (data: unknown) => boolean>>>>
> = {
  "scale-v1": callbackValidators,
  "scale-beta": betaCallbacks,
};

test("all types of tasks are among these tests", () => {
  const paths = creates.filter(({ api }) => api === "scale-v1").map(({ path }) => path);
  // Beside them, a type may have a deprecated path.
  expect(paths).toEqual(expect.arrayContaining(scaleTaskTypes.map((type) => `/task/${type}`)));
  expect(creates.length).toBeGreaterThan(paths.length);
});

describe("in test mode a task completes right after the create call, and calls back", () => {
  describe.each(requests)("$api $operationId $name", ({ api, line, operationId, example }) => {
    test.for(["json", "form"] as const)("sent as %s", async (encoding, { mock, apiKey, callbacks }) => {
      const created = await send(mock, line, {
        key: apiKey,
        [encoding]: { ...example, callback_url: callbacks.url },
      });
      expect(created).toMatchObject({ status: 200, body: { status: "pending" } });
      expect(created.body).not.toHaveProperty("response");
      if (api === "scale-v1") expect(created.body).toMatchObject({ is_test: true });

      const { body, headers } = await callbacks.waitFor(1);
      const id = String(created.body["task_id"]);
      const names = Object.keys(validators[api]?.[operationId] ?? {});
      const name = names.find((it) => it !== "attachmentFailed") ?? "";
      const mediaType = api === "scale-beta" ? "application/x-www-form-urlencoded" : "application/json";
      expect(headers["content-type"]).toBe(mediaType);
      const validate = validators[api]?.[operationId]?.[name]?.[mediaType];
      const sent = structuredClone(body);
      expect({ sent, isValid: validate?.(sent) }).toMatchObject({ isValid: true });
      expect(body).toMatchObject({ task_id: id, task: { task_id: id, status: "completed" } });

      const read = await send(mock, `GET /${api}/task/${id}`, { key: apiKey });
      expect(read).toMatchObject({ status: 200, body: { task_id: id, status: "completed" } });
      expect(String(read.body["completed_at"])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      if (api === "scale-v1") expect((body as { response: unknown }).response).toEqual(read.body["response"]);
    });
  });
});

describe("a test account decides when its tasks complete", () => {
  test("in-response: within the create call", async ({ mock, apiKey, account, callbacks }) => {
    await account.updateSettings({ testCompletion: "in-response" });
    const { body } = await send(mock, "POST /scale-v1/task/categorization", {
      key: apiKey,
      json: { ...question, callback_url: callbacks.url },
    });
    expect(body).toMatchObject({ status: "completed", response: { category: expect.any(String) } });
    expect((await callbacks.waitFor(1)).body).toMatchObject({ response: body["response"] });
  });

  test("delayed: when the clock has passed the delay, and not before", async ({ mock, apiKey, account }) => {
    await account.clock.freeze();
    await account.updateSettings({ testCompletion: "delayed", completionDelayMs: 60_000 });
    const id = await createTask(mock, apiKey);
    await account.clock.advance({ milliseconds: 59_999 });
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey })).body["status"]).toBe("pending");
    expect(await account.clock.advance({ milliseconds: 1 })).toMatchObject({ completions: 1, attempts: 1 });
    const { body } = await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey });
    expect(body["status"]).toBe("completed");
    expect(Date.parse(String(body["completed_at"])) - Date.parse(String(body["created_at"]))).toBe(60_000);
  });

  test("manual: never by itself", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const id = await createTask(mock, apiKey);
    expect(await account.clock.advance({ days: 365 })).toMatchObject({ completions: 0, attempts: 0 });
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey })).body["status"]).toBe("pending");
  });

  test("a settings change reaches new tasks only", async ({ mock, apiKey, account }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const id = await createTask(mock, apiKey);
    await account.updateSettings({ testCompletion: "immediate" });
    await account.clock.advance({ days: 1 });
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey })).body["status"]).toBe("pending");
  });
});

describe("a live task", () => {
  test("waits until it is completed, and is no test", async ({ mock, callbacks }) => {
    const key = newKey("live");
    const id = await createTask(mock, key, {
      callback_url: callbacks.url,
      is_test: true,
      callback_succeeded: true,
    });
    const { body } = await send(mock, `GET /scale-v1/task/${id}`, { key });
    expect(body["status"]).toBe("pending");
    expect(body).not.toHaveProperty("is_test");
    expect(body).not.toHaveProperty("callback_succeeded");

    const response = { category: "damage" };
    await mock.account(key).completeTask(id, { response });
    expect((await callbacks.waitFor(1)).body).toMatchObject({ task_id: id, response, task: { response } });
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).body["response"]).toEqual(response);
  });

  test.for([
    ["immediate", 1],
    ["express", 1],
    ["day", 24],
    ["standard", 24],
    ["week", 168],
    [undefined, 24],
  ] as const)("of the urgency %s is done by urgency after %d hours", async ([urgency, hours], { mock }) => {
    const key = newKey("live");
    const account = mock.account(key);
    await account.clock.freeze();
    await account.updateSettings({ liveCompletion: "by-urgency" });
    const id = await createTask(mock, key, { urgency });
    expect(await account.clock.advance({ milliseconds: hours * hour - 1 })).toMatchObject({ completions: 0 });
    expect(await account.clock.advance({ milliseconds: 1 })).toMatchObject({ completions: 1 });
    const { body } = await send(mock, `GET /scale-v1/task/${id}`, { key });
    expect(Date.parse(String(body["completed_at"])) - Date.parse(String(body["created_at"]))).toBe(
      hours * hour,
    );
  });

  test("that was canceled or completed by hand does not count when its urgency has passed", async ({
    mock,
  }) => {
    const key = newKey("live");
    const account = mock.account(key);
    await account.updateSettings({ liveCompletion: "by-urgency" });
    const [canceled, completed] = [await createTask(mock, key), await createTask(mock, key)];
    await send(mock, `POST /scale-v1/task/${canceled}/cancel`, { key });
    await account.completeTask(completed);
    expect(await account.clock.advance({ days: 7 })).toMatchObject({ completions: 0 });
  });
});

describe("where results go", () => {
  test("without a callback_url they go to the default of the account", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    await account.updateSettings({ defaultCallbackUrl: callbacks.url });
    await createTask(mock, apiKey, { callback_url: undefined });
    expect((await callbacks.waitFor(1)).body).toMatchObject({ task: { callback_url: callbacks.url } });
  });

  test("without either the create call is a 400, and makes no task", async ({ mock, apiKey }) => {
    const { status, body } = await send(mock, "POST /scale-v1/task/categorization", {
      key: apiKey,
      json: question,
    });
    expect(status).toBe(400);
    expect(body["error"]).toContain("callback_url is missing, and this account has no default");
    expect((await send(mock, "GET /scale-v1/tasks", { key: apiKey })).body["total"]).toBe(0);
  });

  test("the beta wants a callback_url, whatever the default", async ({
    mock,
    apiKey,
    account,
    callbacks,
  }) => {
    await account.updateSettings({ defaultCallbackUrl: callbacks.url });
    const { status } = await send(mock, "POST /scale-beta/task/categorize", { key: apiKey, json: question });
    expect(status).toBe(400);
  });
});

test("a type that the account may not create is rejected with 402", async ({ mock, apiKey, account }) => {
  await account.updateSettings({ disabledTaskTypes: ["categorization"] });
  const json = { ...question, callback_url: "http://127.0.0.1:9/" };
  for (const path of ["/scale-v1/task/categorization", "/scale-beta/task/categorize"]) {
    expect(await send(mock, `POST ${path}`, { key: apiKey, json })).toMatchObject({
      status: 402,
      body: { status_code: 402, error: "Tasks of the type categorization are not enabled for this account." },
    });
  }
  await account.updateSettings({ disabledTaskTypes: [] });
  await createTask(mock, apiKey);
});

describe("only pending tasks can be canceled", () => {
  test("pending", async ({ mock, account, callbacks }) => {
    const key = newKey("live");
    const id = await createTask(mock, key, { callback_url: callbacks.url });
    expect(await send(mock, `POST /scale-v1/task/${id}/cancel`, { key })).toMatchObject({
      status: 200,
      body: { task_id: id, status: "canceled" },
    });
    expect(await send(mock, `POST /scale-v1/task/${id}/cancel`, { key })).toMatchObject({
      status: 500,
      body: { error: `Only pending tasks can be canceled, and task ${id} is canceled.` },
    });
    await expect(mock.account(key).completeTask(id)).rejects.toThrow(`Task ${id} is canceled`);
    expect(await account.deliveries()).toEqual([]);
  });

  test("completed", async ({ mock, apiKey, account }) => {
    const id = await createTask(mock, apiKey);
    await account.waitForCallback(id);
    expect(await send(mock, `POST /scale-v1/task/${id}/cancel`, { key: apiKey })).toMatchObject({
      status: 500,
      body: { status_code: 500, error: `Only pending tasks can be canceled, and task ${id} is completed.` },
    });
  });

  test("of another account", async ({ mock }) => {
    const key = newKey("live");
    const id = await createTask(mock, key);
    for (const line of [
      `POST /scale-v1/task/${id}/cancel`,
      `GET /scale-v1/task/${id}`,
      `GET /scale-beta/task/${id}`,
    ]) {
      expect((await send(mock, line, { key: line.includes("beta") ? key : newKey("live") })).status).toBe(
        404,
      );
    }
    expect((await send(mock, `GET /scale-v1/task/${id}`, { key })).body["status"]).toBe("pending");
  });

  test("canceling, completing and the clock race, and one of them wins", async ({ mock }) => {
    const key = newKey("live");
    const account = mock.account(key);
    await account.updateSettings({ liveCompletion: "by-urgency" });
    for (let round = 0; round < 20; round++) {
      const id = await createTask(mock, key, { urgency: "immediate" });
      const [canceled, completed] = await Promise.all([
        send(mock, `POST /scale-v1/task/${id}/cancel`, { key }),
        send(mock, `POST /_mock/tasks/${id}/complete`),
        account.clock.advance({ hours: 1 }),
      ]);
      const { body } = await send(mock, `GET /scale-v1/task/${id}`, { key });
      expect(canceled.status === 200).toBe(body["status"] === "canceled");
      if (completed.status === 200) expect(body["status"]).toBe("completed");
      expect(await account.deliveries({ taskId: id })).toHaveLength(body["status"] === "completed" ? 1 : 0);
    }
  });
});
