import type { Operation } from "@task-contracts/openapi-model";
import {
  type AccountHandle,
  type CallbackReceiver,
  type MockServer,
  startCallbackReceiver,
  startMockServer,
} from "@task-contracts/mock-server";
import type { Api } from "../../src/contract/load-api.ts";
import { type Call, callOf } from "../../src/samples/call.ts";

/** A call that the mock server can respond to as documented: what it refers to exists. */
export interface PreparedCall {
  readonly call: Call;

  /** The API key that samples read from their environment. */
  readonly apiKey: string;
}

/** A mock server for samples, and a receiver for the callbacks that some of them need. */
export interface Stage {
  readonly mock: MockServer;
  readonly prepare: (api: Api, operation: Operation) => Promise<PreparedCall>;
  readonly close: () => Promise<void>;
}

/** Starts a mock server and makes, for each call, an account with all that the call needs. */
export async function startStage(): Promise<Stage> {
  const [mock, callbacks] = await Promise.all([startMockServer(), startCallbackReceiver()]);
  let calls = 0;
  return {
    mock,
    async prepare(api, operation) {
      // The tasks of a live key wait, so no callback goes to the addresses of the examples.
      const apiKey = `live_${(calls += 1)}`;
      const server = api.id === "mock-control-v1" ? `${mock.url()}/_mock` : mock.url(api.id);
      const needs = { mock, account: mock.account(apiKey), callbacks };
      const parameters = { account: apiKey, ...(await idsFor(api, operation, needs)) };
      return { call: callOf(api, operation, { server, parameters }), apiKey };
    },
    async close() {
      await Promise.all([mock.close(), callbacks.close()]);
    },
  };
}

interface Needs {
  readonly mock: MockServer;
  readonly account: AccountHandle;
  readonly callbacks: CallbackReceiver;
}

/** The ids that an operation wants in its path, of things that were just made. */
async function idsFor(api: Api, operation: Operation, needs: Needs): Promise<Record<string, string>> {
  const names = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  if (names.length === 0) return {};
  if (api.id === "dataflowkit-v1") return { task_id: await findDataflowkitTask(operation.id, needs) };
  if (names.includes("snapshotId")) {
    const snapshot = await post(`${needs.mock.url()}/_mock/snapshots?account=${needs.account.apiKey}`);
    return { snapshotId: String(snapshot["snapshotId"]) };
  }
  if (names.includes("api")) return { api: "scale-v1" };
  if (names.includes("faultId")) {
    const { faultId } = await needs.account.addFault({ target: "delivery", kind: "duplicate" });
    return { faultId };
  }
  const taskId = await createScaleTask(api.id === "scale-beta" ? "scale-beta" : "scale-v1", needs);
  if (!/delivery/i.test(operation.id)) return { task_id: taskId, taskId };
  // Only a callback that was not accepted is retried, or given up.
  const isPending = /^(?:retry|cancel)/.test(operation.id);
  needs.callbacks.answerWith(isPending ? 500 : 200);
  await needs.account.completeTask(taskId);
  const { deliveryId } = await needs.account.waitForCallback(taskId, {
    until: isPending ? "attempted" : "ended",
  });
  needs.callbacks.answerWith(200);
  return { taskId, deliveryId };
}

async function createScaleTask(
  api: "scale-v1" | "scale-beta",
  { mock, account, callbacks }: Needs,
): Promise<string> {
  const path = api === "scale-v1" ? "categorization" : "categorize";
  const task = await post(
    `${mock.url(api)}/task/${path}`,
    { authorization: `Basic ${btoa(`${account.apiKey}:`)}` },
    {
      callback_url: callbacks.url,
      instruction: "Is it big or small?",
      attachment_type: "text",
      attachment: "An ant.",
      categories: ["big", "small"],
    },
  );
  return String(task["task_id"]);
}

/** An account begins with tasks of Dataflow Kit. Some operations want one that has run, or one that runs. */
async function findDataflowkitTask(operationId: string, { mock, account }: Needs): Promise<string> {
  const base = `${mock.url("dataflowkit-v1")}/tasks`;
  const key = `api_key=${account.apiKey}`;
  const [task] = (await post(`${base}?${key}`)) as unknown as { id: string }[];
  if (task === undefined) throw new Error("The account has no task of Dataflow Kit.");
  if (operationId === "cancelTask") await account.updateSettings({ runResult: "manual" });
  if (["cancelTask", "getTaskResults"].includes(operationId)) await post(`${base}/${task.id}/run?${key}`);
  return task.id;
}

async function post(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, ...(body && { "content-type": "application/json" }) },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}
