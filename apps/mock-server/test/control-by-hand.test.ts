import { describe, expect, onTestFinished } from "vitest";
import { startMockServer } from "../src/index.ts";
import { renders } from "./support/renders.ts";
import { categorization, createTask, newKey, send } from "./support/send.ts";
import { test } from "./support/mock-test.ts";

/** What a console, or a person with curl, does besides completing tasks. */

describe("the events that are due", () => {
  test("are listed soonest first, with the number of the attempt", async ({ mock, account, apiKey }) => {
    await account.clock.freeze();
    const url = "http://127.0.0.1:9/";
    const failing = await createTask(mock, apiKey, { callback_url: url });
    await account.waitForCallback(failing, { until: "attempted" });
    await account.updateSettings({ testCompletion: "delayed", completionDelayMs: 1000 });
    const waiting = await createTask(mock, apiKey, { callback_url: url });
    const { body } = await send(mock, `GET /_mock/clock/upcoming?account=${apiKey}`);

    expect(body).toMatchObject([
      { kind: "completion", api: "scale-v1", taskId: waiting },
      { kind: "attempt", api: "scale-v1", taskId: failing, attempt: 2 },
    ]);
    await account.clock.advance({ days: 2 });
    expect((await send(mock, `GET /_mock/clock/upcoming?account=${apiKey}`)).body).toEqual([]);
  });
});

describe("the counts of an account", () => {
  test("tell open tasks and failed callbacks", async ({ mock, account, apiKey }) => {
    await account.clock.freeze();
    const failing = await createTask(mock, apiKey, { callback_url: "http://127.0.0.1:9/" });
    await account.waitForCallback(failing, { until: "attempted" });
    await account.clock.advance({ days: 1 });
    await account.updateSettings({ testCompletion: "manual" });
    await createTask(mock, apiKey);
    const { body } = await send(mock, `GET /_mock/accounts/counts?account=${apiKey}`);

    // Two tasks of Dataflow Kit are there from the beginning.
    expect(body).toMatchObject({ account: apiKey, frozen: true, failedCallbacks: 1, pendingCallbacks: 0 });
    expect([body["tasks"], body["open"]]).toEqual([4, 3]);
  });

  test("of an account that was never used do not create it", async ({ mock }) => {
    const key = newKey();
    const { body } = await send(mock, `GET /_mock/accounts/counts?account=${key}`);
    const { body: accounts } = await send(mock, "GET /_mock/accounts");

    expect(body).toMatchObject({ account: key, tasks: 2, open: 2, failedCallbacks: 0 });
    expect(JSON.stringify(accounts)).not.toContain(key);
  });
});

describe("a contract", () => {
  test("is shown with what of it was exercised", async ({ apiKey }) => {
    // Other tests exercise it as well.
    const mock = await startMockServer();
    onTestFinished(() => mock.close());
    const count = async (): Promise<Record<string, unknown>> => {
      const { body } = await send(mock, "GET /_mock/contracts/scale-v1");
      const { operations, resources } = body as never as {
        operations: { operation: string; responses: { status: string; count: number }[] }[];
        resources: {
          transitions: { name: string; count: number }[];
          callbacks: { name: string; outcomes: { status: string; count: number }[] }[];
        }[];
      };
      const created = operations.find(({ operation }) => operation === "createCategorizationTask");
      const [resource] = resources;
      return {
        created: created?.responses.find(({ status }) => status === "200")?.count ?? 0,
        completed: resource?.transitions.find(({ name }) => name === "complete")?.count ?? 0,
        refused:
          resource?.callbacks
            .find(({ name }) => name === "taskCompleted")
            ?.outcomes.find(({ status }) => status === "ECONNREFUSED")?.count ?? 0,
      };
    };
    expect(await count()).toEqual({ created: 0, completed: 0, refused: 0 });

    const id = await createTask(mock, apiKey, { callback_url: "http://127.0.0.1:9/" });
    await mock.account(apiKey).waitForCallback(id, { until: "attempted" });

    expect(await count()).toEqual({ created: 1, completed: 1, refused: 1 });
  });

  test("that is not served is 404, and the error lists those that are", async ({ mock }) => {
    const { body, status } = await send(mock, "GET /_mock/contracts/scale-v2");
    expect({ status, error: body["error"] }).toEqual({
      status: 404,
      error: "There is no API scale-v2. Served are scale-v1, scale-beta, dataflowkit-v1.",
    });
  });

  test.for(["scale-v1", "scale-beta"] as const)(
    "of %s has a sample for each create operation, which succeeds",
    async (api, { mock, apiKey }) => {
      const { body } = await send(mock, `GET /_mock/contracts/${api}`);
      const samples = (body["operations"] as { sample?: { path: string; body: object } }[]).flatMap(
        ({ sample }) => sample ?? [],
      );

      expect(samples.length).toBeGreaterThan(0);
      for (const sample of samples) {
        const response = await fetch(mock.url(api) + sample.path, {
          method: "POST",
          headers: { authorization: `Basic ${btoa(`${apiKey}:`)}`, "content-type": "application/json" },
          body: JSON.stringify(sample.body),
        });
        expect({ sample, status: response.status }).toMatchObject({ status: 200 });
      }
    },
  );
});

describe("the form to complete a task", () => {
  test("has the schema of its type, and a response that completes it", async ({ mock, account, apiKey }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const id = await createTask(mock, apiKey);
    const { body } = await send(mock, `GET /_mock/tasks/${id}/form`);

    expect(body).toMatchObject({
      canComplete: true,
      canFail: true,
      canCancel: true,
      schema: { type: "object", properties: { category: { type: ["string", "array"] } } },
    });
    const completed = await account.completeTask(id, { response: body["response"] as object });
    expect(completed.status).toBe("completed");
    expect((await send(mock, `GET /_mock/tasks/${id}/form`)).body).toMatchObject({
      canComplete: false,
      canCancel: false,
    });
  });

  test("changes nothing", async ({ mock, account, apiKey }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const id = await createTask(mock, apiKey);
    const before = await send(mock, `GET /_mock/tasks/${id}`);
    await send(mock, `GET /_mock/tasks/${id}/form`);

    expect((await send(mock, `GET /_mock/tasks/${id}`)).body).toEqual(before.body);
  });

  test("of a contract without a declaration has the properties that the work fills in", async () => {
    const foreign = await startMockServer({ contracts: [{ id: "renders", document: renders }] });
    await foreign.account("anonymous").updateSettings({ testCompletion: "manual" });
    const created = await fetch(`${foreign.url()}/renders`, { method: "POST" });
    const { id } = (await created.json()) as { id: string };
    const { body } = await send(foreign, `GET /_mock/tasks/${id}/form`);
    await foreign.close();

    expect(body).toMatchObject({
      canComplete: true,
      canFail: true,
      schema: { properties: { url: { format: "uri" } } },
      response: { url: "https://files.example/lamp.png" },
    });
  });
});

describe("canceling a task", () => {
  test("has the effect of the operation of its API", async ({ mock, account, apiKey }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const id = await createTask(mock, apiKey);
    const canceled = await send(mock, `POST /_mock/tasks/${id}/cancel`);

    expect(canceled.body).toMatchObject({ taskId: id, status: "canceled" });
    const again = await send(mock, `POST /_mock/tasks/${id}/cancel`);
    expect({ status: again.status, error: again.body["error"] }).toEqual({
      status: 409,
      error: `Task ${id} is canceled, and no operation of its API cancels a task in this state.`,
    });
  });
});

describe("the receiver of an account", () => {
  test("receives callbacks with the status that was chosen", async ({ mock, account, apiKey }) => {
    await account.clock.freeze();
    await send(mock, `PATCH /_mock/receiver?account=${apiKey}`, { json: { status: 503 } });
    const { body: receiver } = await send(mock, `GET /_mock/receiver?account=${apiKey}`);
    const id = await createTask(mock, apiKey, { callback_url: String(receiver["url"]) });
    const failed = await account.waitForCallback(id, { until: "attempted" });
    await send(mock, `PATCH /_mock/receiver?account=${apiKey}`, { json: { status: 204 } });
    await account.clock.toNext();
    const [delivery] = await account.deliveries({ taskId: id });

    expect(receiver["url"]).toMatch(/\/_receiver\/[0-9a-f]{16}$/);
    expect(String(receiver["url"])).not.toContain(apiKey);
    expect(failed.attempts).toMatchObject([{ status: 503 }]);
    expect(delivery).toMatchObject({ status: "succeeded", attempts: [{ status: 503 }, { status: 204 }] });
  });

  test.for([
    "http://192.0.2.2:4010/_receiver/ID",
    "http://mock.internal/_receiver/ID",
    "https://proxy.example/mocks/_receiver/ID",
  ])(
    "is reached at %s, by whatever name clients call the server",
    async (form, { mock, account, apiKey }) => {
      const { body } = await send(mock, `GET /_mock/receiver?account=${apiKey}`);
      const id = String(body["url"]).split("/").at(-1);
      const taskId = await createTask(mock, apiKey, { callback_url: form.replace("ID", String(id)) });

      expect(await account.waitForCallback(taskId)).toMatchObject({
        status: "succeeded",
        attempts: [{ status: 200, responseBody: '{"received":true}' }],
      });
    },
  );

  test("responds as in the beginning after a reset of the account", async ({ mock, account, apiKey }) => {
    await send(mock, `PATCH /_mock/receiver?account=${apiKey}`, { json: { status: 503 } });
    await account.reset();
    expect((await send(mock, `GET /_mock/receiver?account=${apiKey}`)).body["status"]).toBe(200);
  });

  test("is reached off loopback, where callbacks to private addresses are not sent", async () => {
    const open = await startMockServer({ host: "0.0.0.0", token: "secret" });
    const control = { headers: { authorization: "Bearer secret" } };
    const { url } = (await (await fetch(`${open.url()}/_mock/receiver?account=live_a`, control)).json()) as {
      url: string;
    };
    const created = await fetch(`${open.url("scale-v1")}/task/categorization`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa("live_a:")}`, "content-type": "application/json" },
      body: JSON.stringify({ ...categorization, callback_url: url }),
    });
    const { task_id: id } = (await created.json()) as { task_id: string };
    await open.account("live_a").completeTask(id);
    const delivery = await open.account("live_a").waitForCallback(id);
    await open.close();

    expect(delivery).toMatchObject({ status: "succeeded", attempts: [{ status: 200 }] });
  });
});

describe("a single delivery", () => {
  test("is shown with its headers and body as they are sent", async ({ mock, account, apiKey }) => {
    const id = await createTask(mock, apiKey, { callback_url: "http://127.0.0.1:9/" });
    const { deliveryId } = await account.waitForCallback(id, { until: "attempted" });
    const { body } = await send(mock, `GET /_mock/deliveries/${deliveryId}`);
    const { callbackAuthKey } = await account.settings();

    expect(body).toMatchObject({
      method: "POST",
      headers: { "content-type": "application/json", "scale-callback-auth": callbackAuthKey },
    });
    expect(JSON.parse(String(body["body"]))).toEqual(body["payload"]);
  });
});

describe("tasks are found", () => {
  test.for(["the very needle", "NEEDLE"])(
    "by the text %s of a value",
    async (text, { mock, account, apiKey }) => {
      const id = await createTask(mock, apiKey, { instruction: "Find the very needle." });
      await createTask(mock, apiKey);

      const { tasks } = await account.tasks({ text });
      expect(tasks.map(({ taskId }) => taskId)).toEqual([id]);
    },
  );

  test("by a part of their id", async ({ mock, account, apiKey }) => {
    const id = await createTask(mock, apiKey);
    const { tasks } = await account.tasks({ text: id.slice(4) });
    expect(tasks.map(({ taskId }) => taskId)).toEqual([id]);
  });

  test("without a total, which no one has counted", async ({ mock, account, apiKey }) => {
    await createTask(mock, apiKey);
    expect((await account.tasks()).total).toBeGreaterThan(0);
    expect(await account.tasks({ text: "lamp" })).not.toHaveProperty("total");
  });

  test("on several pages, each task once", async ({ mock, account, apiKey }) => {
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      ids.unshift(await createTask(mock, apiKey, { instruction: "Find the needle." }));
      await createTask(mock, apiKey);
    }
    const found: string[] = [];
    let next: string | undefined;
    do {
      const page = await account.tasks({
        text: "needle",
        limit: 2,
        ...(next !== undefined && { before: next }),
      });
      found.push(...page.tasks.map(({ taskId }) => taskId));
      next = page.next;
    } while (next !== undefined);

    expect(found).toEqual(ids);
  });
});

describe("a request of the journal", () => {
  test("keeps its id whatever is requested later", async ({ mock, apiKey }) => {
    const ids = async (): Promise<unknown[]> => {
      const { body } = await send(mock, `GET /_mock/requests?account=${apiKey}`);
      return (body as unknown as { requestId: string }[]).map(({ requestId }) => requestId);
    };
    await createTask(mock, apiKey);
    await createTask(mock, apiKey);
    const before = await ids();
    await createTask(mock, apiKey);
    const after = await ids();

    expect(new Set(after).size).toBe(3);
    expect(after.slice(0, 2)).toEqual(before);
  });
});

describe("an exported snapshot", () => {
  test("is restored by another server", async ({ mock, account, apiKey }) => {
    await account.clock.freeze();
    // A traced request, as its deliveries have the trace.
    const created = await send(mock, "POST /scale-v1/task/categorization", {
      key: apiKey,
      json: categorization,
      headers: { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" },
    });
    const id = String(created.body["task_id"]);
    await account.waitForCallback(id, { until: "attempted" });
    const { body: made } = await send(mock, `POST /_mock/snapshots?account=${apiKey}`);
    const exported = await send(mock, `GET /_mock/snapshots/${String(made["snapshotId"])}`);
    const other = await startMockServer();
    const imported = await send(other, "POST /_mock/snapshot-imports", {
      json: { file: JSON.stringify(exported.body) },
    });
    await send(other, `POST /_mock/snapshots/${String(imported.body["snapshotId"])}/restore`);
    const [delivery] = await other.account(apiKey).deliveries();
    await other.account(apiKey).clock.advance({ days: 1 });
    const [later] = await other.account(apiKey).deliveries();
    await other.close();

    expect(imported.body).toMatchObject({ accounts: 1, deliveries: 1 });
    expect(delivery).toMatchObject({ taskId: id, status: "pending" });
    expect(later).toMatchObject({ taskId: id, status: "failed" });
  });

  test("that is a copy of another account leaves that account its deliveries", async ({
    mock,
    account,
    apiKey,
  }) => {
    const id = await createTask(mock, apiKey, { callback_url: "http://127.0.0.1:9/" });
    const { deliveryId } = await account.waitForCallback(id, { until: "attempted" });
    await send(mock, `POST /_mock/deliveries/${deliveryId}/replay`);
    const { body: made } = await send(mock, `POST /_mock/snapshots?account=${apiKey}`);
    const { body } = await send(mock, `GET /_mock/snapshots/${String(made["snapshotId"])}`);
    const copy = newKey();
    const file = JSON.stringify(body).replaceAll(apiKey, copy);
    const imported = await send(mock, "POST /_mock/snapshot-imports", { json: { file } });
    await send(mock, `POST /_mock/snapshots/${String(imported.body["snapshotId"])}/restore`);

    expect(await account.deliveries()).toMatchObject([{ deliveryId }, { repeatOf: deliveryId }]);
    const [first, second] = await mock.account(copy).deliveries();
    expect(first?.deliveryId).not.toBe(deliveryId);
    expect(second?.repeatOf).toBe(first?.deliveryId);
  });

  const account = {
    key: "a",
    callbackAuthKey: "cb_a",
    clock: { offset: 0 },
    settings: {
      defaultCallbackUrl: null,
      testCompletion: "immediate",
      liveCompletion: "manual",
      completionDelayMs: 0,
      checkAttachments: false,
      disabledTaskTypes: [],
      runResult: "completed",
    },
  };
  const valid = {
    format: 1,
    accounts: [],
    tasks: [],
    deliveries: [],
  };
  test.for([
    ["{}}", "file is not JSON"],
    ["[]", "file is [], but must be an exported snapshot."],
    [JSON.stringify({ ...valid, format: 2 }), "file.format is 2, but must be 1."],
    [JSON.stringify({ ...valid, tasks: [1] }), "file.tasks is [1], but must be an array of records."],
    [JSON.stringify({ ...valid, accounts: [{ key: 1 }] }), "accounts[0].key is 1, but must be a text."],
    [
      JSON.stringify({ ...valid, accounts: [{ key: "a", rights: "all" }] }),
      "accounts[0] has rights, which no record has.",
    ],
    [
      JSON.stringify({ ...valid, accounts: [{ ...account, key: "*" }] }),
      'accounts[0].key is "*", but must be the key of one account.',
    ],
    ...[
      { testCompletion: "never" },
      { completionDelayMs: -1 },
      { disabledTaskTypes: [1] },
      { defaultCallbackUrl: "nowhere" },
    ].map((wrong): [string, string] => [
      JSON.stringify({ ...valid, accounts: [{ ...account, settings: { ...account.settings, ...wrong } }] }),
      "accounts[0] has invalid settings: ",
    ]),
  ])("that is %s is refused with the place", async ([file, error], { mock }) => {
    const { body, status } = await send(mock, "POST /_mock/snapshot-imports", { json: { file } });
    expect(status).toBe(400);
    expect(body["error"]).toContain(error);
  });
});
