import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect } from "vitest";
import {
  type CallbackError,
  receiveScaleBetaCallback,
  receiveScaleCallback,
  rememberDeliveries,
  type ScaleBetaCallback,
  type ScaleCallback,
  toNodeHandler,
} from "../src/callbacks/index.ts";
import { createScaleBetaClient } from "../src/scale-beta/index.ts";
import { createScaleClient } from "../src/scale/index.ts";
import { createCalls, taskTypes } from "./create-calls.ts";
import * as requests from "./requests.ts";
import { test as base } from "./test.ts";

/** `test` with receivers that really listen, and what they got. */
const test = base.extend<{
  readonly inbox: {
    readonly url: string;
    readonly callbacks: ScaleCallback[];
    readonly errors: CallbackError[];
  };
  readonly betaInbox: { readonly url: string; readonly callbacks: ScaleBetaCallback[] };
}>({
  inbox: async ({ account }, use) => {
    const [callbacks, errors]: [ScaleCallback[], CallbackError[]] = [[], []];
    const { callbackAuthKey: authKey } = await account.settings();
    const deliveries = rememberDeliveries();
    const onCallback = (callback: ScaleCallback): void => void callbacks.push(callback);
    const onError = (error: CallbackError): void => void errors.push(error);
    const server = createServer(
      toNodeHandler(receiveScaleCallback, { authKey, onCallback, onError, deliveries }),
    ).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, callbacks, errors });
    server.close();
  },
  betaInbox: async ({ account }, use) => {
    const callbacks: ScaleBetaCallback[] = [];
    const { callbackAuthKey: authKey } = await account.settings();
    const onCallback = (callback: ScaleBetaCallback): void => void callbacks.push(callback);
    const server = createServer(toNodeHandler(receiveScaleBetaCallback, { authKey, onCallback })).listen(
      0,
      "127.0.0.1",
    );
    await new Promise((resolve) => server.once("listening", resolve));
    await use({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, callbacks });
    server.close();
  },
});

describe("what the service sends", () => {
  test("is received for each type of task", async ({ mock, apiKey, account, inbox }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl: inbox.url });
    const tasks = await Promise.all(createCalls.map(({ create }) => create(scale)));
    for (const { task_id } of tasks) await account.waitForCallback(task_id);
    await expect
      .poll(async () => (await scale.listTasks().page()).docs.map((task) => task.callback_succeeded))
      .toEqual(tasks.map(() => true));
    expect(inbox.errors).toEqual([]);
    const types = inbox.callbacks.map((callback) => callback.kind === "taskCompleted" && callback.type);
    expect(new Set(types)).toEqual(new Set(taskTypes));
  });

  test("is received if the work failed", async ({ mock, apiKey, account, inbox }) => {
    await account.updateSettings({ testCompletion: "manual" });
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl: inbox.url });
    const { task_id } = await scale.createAnnotationTask(requests.annotation);
    await account.completeTask(task_id, { error: "The image is too blurred." });
    await account.waitForCallback(task_id);
    expect(inbox.callbacks).toMatchObject([{ task_id, response: { error: "The image is too blurred." } }]);
  });

  test("is handled once, even if it is sent twice", async ({ mock, apiKey, account, inbox }) => {
    await account.addFault({ target: "delivery", kind: "duplicate" });
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl: inbox.url });
    const { task_id } = await scale.createCategorizationTask(requests.categorization);
    await account.waitForCallback(task_id, { until: "ended" });
    expect(inbox.callbacks).toMatchObject([{ task_id }]);
  });

  test("is refused with a wrong key, and received when it comes again", async ({
    mock,
    apiKey,
    account,
    inbox,
  }) => {
    await account.addFault({ target: "delivery", kind: "wrong-auth" });
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl: inbox.url });
    const { task_id } = await scale.createCategorizationTask(requests.categorization);
    await account.waitForCallback(task_id);
    expect(inbox.errors).toMatchObject([{ code: "unauthorized", status: 401 }]);
    await account.clock.advance({ hours: 1 });
    expect(inbox.callbacks).toMatchObject([{ task_id }]);
  });

  test("is received from the beta, as a form", async ({ mock, apiKey, account, betaInbox }) => {
    const options = { apiKey, baseUrl: mock.url("scale-beta"), callbackUrl: betaInbox.url };
    const scale = createScaleBetaClient(options);
    const { task_id } = await scale.createCategorizationTask(requests.categorization);
    await account.waitForCallback(task_id, { until: "ended" });
    expect(betaInbox.callbacks).toMatchObject([
      { kind: "taskCompleted", task_id, response: { status_code: "200" } },
    ]);
    expect(await account.deliveries()).toMatchObject([{ attempts: [{ status: 200 }] }]);
  });
});
