import { describe, expect } from "vitest";
import { controlContract } from "@task-contracts/mock/control/contract";
import type { MockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, send } from "./support/send.ts";

interface Made {
  readonly account: string;
  /** Pending. */
  readonly task: string;
  /** Completed. */
  readonly done: string;
  /** Pending. */
  readonly delivery: string;
  /** Failed for good. */
  readonly ended: string;
  readonly fault: string;
  readonly snapshot: string;
}

const make = async (mock: MockServer): Promise<Made> => {
  const account = newKey("live");
  const [task, done] = [await createTask(mock, account), await createTask(mock, account)];
  await mock.account(account).completeTask(done);
  const { deliveryId: delivery } = await mock.account(account).waitForCallback(done);
  const { deliveryId: ended } = await mock.account(account).replay(delivery);
  await mock.account(account).giveUp(ended);
  const { faultId: fault } = await mock.account(account).addFault({ target: "request", status: 503 });
  const { body } = await send(mock, `POST /_mock/snapshots?account=${account}`);
  return { account, task, done, delivery, ended, fault, snapshot: String(body["snapshotId"]) };
};

/** Each status of each operation that the contract documents, apart from those about access, which all share. */
const cases: readonly [operationId: string, status: number, line: (made: Made) => string, json?: unknown][] =
  [
    ["getHealth", 200, () => "GET /health"],
    ["getHealth", 400, () => "GET /health?verbose=1"],
    ["getReadiness", 200, () => "GET /ready"],
    ["getReadiness", 400, () => "GET /ready?verbose=1"],
    ["getMetrics", 200, () => "GET /metrics"],
    ["getMetrics", 400, () => "GET /metrics?account=a"],
    ["resetState", 204, ({ account }) => `POST /reset?account=${account}`],
    ["resetState", 400, () => "POST /reset?account="],
    ["resetState", 400, () => "POST /reset"],
    ["resetState", 400, () => "POST /reset?account=a&account=b"],
    ["listAccounts", 200, () => "GET /accounts"],
    ["listAccounts", 400, () => "GET /accounts?limit=1"],
    ["getAccountCounts", 200, ({ account }) => `GET /accounts/counts?account=${account}`],
    ["getAccountCounts", 400, () => "GET /accounts/counts?account=*"],
    ["getContract", 200, () => "GET /contracts/scale-v1"],
    ["getContract", 400, () => "GET /contracts/scale-v1?account=a"],
    ["getContract", 404, () => "GET /contracts/scale-v2"],
    ["getSnapshot", 200, ({ snapshot }) => `GET /snapshots/${snapshot}`],
    ["getSnapshot", 400, ({ snapshot }) => `GET /snapshots/${snapshot}?account=a`],
    ["getSnapshot", 404, () => "GET /snapshots/s_nowhere"],
    [
      "importSnapshot",
      200,
      () => "POST /snapshot-imports",
      { file: '{"format":1,"accounts":[],"tasks":[],"deliveries":[]}' },
    ],
    ["importSnapshot", 400, () => "POST /snapshot-imports", { file: "[]" }],
    ["listSnapshots", 200, () => "GET /snapshots"],
    ["listSnapshots", 400, () => "GET /snapshots?account=a"],
    ["createSnapshot", 200, ({ account }) => `POST /snapshots?account=${account}`],
    ["createSnapshot", 200, () => "POST /snapshots?account=*"],
    ["createSnapshot", 400, () => "POST /snapshots"],
    ["createSnapshot", 400, () => "POST /snapshots?account="],
    ["restoreSnapshot", 200, ({ snapshot }) => `POST /snapshots/${snapshot}/restore`],
    [
      "restoreSnapshot",
      400,
      ({ snapshot, account }) => `POST /snapshots/${snapshot}/restore?account=${account}`,
    ],
    ["restoreSnapshot", 404, () => "POST /snapshots/s_nowhere/restore"],
    ["deleteSnapshot", 204, ({ snapshot }) => `DELETE /snapshots/${snapshot}`],
    ["deleteSnapshot", 400, ({ snapshot }) => `DELETE /snapshots/${snapshot}?account=a`],
    ["deleteSnapshot", 404, () => "DELETE /snapshots/s_nowhere"],
    ["streamEvents", 400, () => "GET /events?account="],
    ["getClock", 200, ({ account }) => `GET /clock?account=${account}`],
    ["getClock", 200, () => "GET /clock"],
    ["getClock", 400, () => "GET /clock?account="],
    ["freezeClock", 200, ({ account }) => `POST /clock/freeze?account=${account}`],
    ["freezeClock", 400, () => "POST /clock/freeze?account="],
    ["resumeClock", 200, ({ account }) => `POST /clock/resume?account=${account}`],
    ["resumeClock", 400, () => "POST /clock/resume?account="],
    [
      "advanceClock",
      200,
      ({ account }) => `POST /clock/advance?account=${account}`,
      { hours: 1, seconds: 0.5 },
    ],
    ["advanceClock", 400, ({ account }) => `POST /clock/advance?account=${account}`, {}],
    ["advanceClock", 400, ({ account }) => `POST /clock/advance?account=${account}`, { hours: -1 }],
    ["advanceClock", 400, ({ account }) => `POST /clock/advance?account=${account}`, { hours: 1e9 }],
    ["advanceClock", 400, ({ account }) => `POST /clock/advance?account=${account}`],
    ["setClock", 200, ({ account }) => `POST /clock/set?account=${account}`, { now: "2099-01-01T00:00:00Z" }],
    ["setClock", 400, ({ account }) => `POST /clock/set?account=${account}`, { now: "1999-01-01T00:00:00Z" }],
    ["setClock", 400, ({ account }) => `POST /clock/set?account=${account}`, { now: "tomorrow" }],
    ["advanceClockToNext", 200, ({ account }) => `POST /clock/next?account=${account}`],
    ["advanceClockToNext", 400, () => "POST /clock/next?account=*"],
    ["resetClock", 200, ({ account }) => `POST /clock/real-time?account=${account}`],
    ["resetClock", 400, () => "POST /clock/real-time"],
    ["resetClock", 409, () => "POST /clock/real-time?account=test_ahead"],
    ["listUpcomingEvents", 200, ({ account }) => `GET /clock/upcoming?account=${account}`],
    ["listUpcomingEvents", 400, () => "GET /clock/upcoming?account="],
    ["getSettings", 200, ({ account }) => `GET /settings?account=${account}`],
    ["getSettings", 200, () => "GET /settings"],
    ["getSettings", 400, () => "GET /settings?account="],
    [
      "updateSettings",
      200,
      ({ account }) => `PATCH /settings?account=${account}`,
      { testCompletion: "manual" },
    ],
    ["updateSettings", 400, ({ account }) => `PATCH /settings?account=${account}`, {}],
    [
      "updateSettings",
      400,
      ({ account }) => `PATCH /settings?account=${account}`,
      { testCompletion: "never" },
    ],
    ["updateSettings", 400, ({ account }) => `PATCH /settings?account=${account}`, { colour: "red" }],
    [
      "updateSettings",
      400,
      ({ account }) => `PATCH /settings?account=${account}`,
      { defaultCallbackUrl: "ftp://a" },
    ],
    ["listTasks", 200, ({ account }) => `GET /tasks?account=${account}&api=scale-v1&status=pending&limit=1`],
    ["listTasks", 400, () => "GET /tasks?api=scale-v2"],
    ["listTasks", 400, () => "GET /tasks?before=nope"],
    ["getTask", 200, ({ task }) => `GET /tasks/${task}`],
    ["getTask", 400, ({ task }) => `GET /tasks/${task}?limit=1`],
    ["getTask", 404, () => "GET /tasks/nowhere"],
    ["completeTask", 200, ({ task }) => `POST /tasks/${task}/complete`, { response: { category: "damage" } }],
    ["completeTask", 200, ({ task }) => `POST /tasks/${task}/complete`, { error: "Too blurred." }],
    ["completeTask", 200, ({ task, account }) => `POST /tasks/${task}/complete?account=${account}`, {}],
    ["completeTask", 200, ({ task }) => `POST /tasks/${task}/complete`],
    ["completeTask", 400, ({ task }) => `POST /tasks/${task}/complete`, { response: { box: 1 } }],
    ["completeTask", 400, ({ task }) => `POST /tasks/${task}/complete`, { response: {}, error: "Both." }],
    ["completeTask", 404, () => "POST /tasks/nowhere/complete"],
    ["completeTask", 404, ({ task }) => `POST /tasks/${task}/complete?account=somebody_else`],
    ["completeTask", 409, ({ done }) => `POST /tasks/${done}/complete`],
    ["getCompletionForm", 200, ({ task }) => `GET /tasks/${task}/form`],
    ["getCompletionForm", 400, ({ task }) => `GET /tasks/${task}/form?limit=1`],
    ["getCompletionForm", 404, () => "GET /tasks/nowhere/form"],
    ["cancelTask", 200, ({ task }) => `POST /tasks/${task}/cancel`],
    ["cancelTask", 400, ({ task }) => `POST /tasks/${task}/cancel?reason=none`],
    ["cancelTask", 404, () => "POST /tasks/nowhere/cancel"],
    ["cancelTask", 409, ({ done }) => `POST /tasks/${done}/cancel`],
    ["getReceiver", 200, ({ account }) => `GET /receiver?account=${account}`],
    ["getReceiver", 400, () => "GET /receiver?account=*"],
    ["updateReceiver", 200, ({ account }) => `PATCH /receiver?account=${account}`, { status: 503 }],
    ["updateReceiver", 400, ({ account }) => `PATCH /receiver?account=${account}`, { status: 20 }],
    ["reviewTask", 200, ({ done }) => `POST /tasks/${done}/review`, { status: "accepted" }],
    ["reviewTask", 400, ({ done }) => `POST /tasks/${done}/review`, { status: "" }],
    ["reviewTask", 404, () => "POST /tasks/nowhere/review", { status: "accepted" }],
    [
      "createDataflowkitTask",
      200,
      ({ account }) => `POST /dataflowkit-tasks?account=${account}`,
      { kind: "extraction" },
    ],
    [
      "createDataflowkitTask",
      400,
      ({ account }) => `POST /dataflowkit-tasks?account=${account}`,
      { kind: "magic" },
    ],
    ["createDataflowkitTask", 400, () => "POST /dataflowkit-tasks", { kind: "extraction" }],
    ["listDeliveries", 200, ({ account }) => `GET /deliveries?account=${account}&limit=1`],
    ["listDeliveries", 200, ({ done }) => `GET /deliveries?taskId=${done}`],
    ["listDeliveries", 400, () => "GET /deliveries?limit=0"],
    ["getDelivery", 200, ({ delivery }) => `GET /deliveries/${delivery}`],
    ["getDelivery", 400, ({ delivery }) => `GET /deliveries/${delivery}?limit=1`],
    ["getDelivery", 404, () => "GET /deliveries/nowhere"],
    ["replayDelivery", 200, ({ delivery }) => `POST /deliveries/${delivery}/replay`],
    ["replayDelivery", 400, ({ delivery }) => `POST /deliveries/${delivery}/replay?times=2`],
    ["replayDelivery", 404, () => "POST /deliveries/nowhere/replay"],
    ["retryDelivery", 200, ({ delivery }) => `POST /deliveries/${delivery}/retry`],
    ["retryDelivery", 400, ({ delivery }) => `POST /deliveries/${delivery}/retry?times=2`],
    ["retryDelivery", 404, () => "POST /deliveries/nowhere/retry"],
    ["retryDelivery", 409, ({ ended }) => `POST /deliveries/${ended}/retry`],
    ["cancelDelivery", 200, ({ delivery }) => `POST /deliveries/${delivery}/give-up`],
    ["cancelDelivery", 400, ({ delivery }) => `POST /deliveries/${delivery}/give-up?times=2`],
    ["cancelDelivery", 404, () => "POST /deliveries/nowhere/give-up"],
    ["cancelDelivery", 409, ({ ended }) => `POST /deliveries/${ended}/give-up`],
    ["waitForDelivery", 200, ({ done }) => `GET /tasks/${done}/delivery`],
    ["waitForDelivery", 400, ({ done }) => `GET /tasks/${done}/delivery?until=tomorrow`],
    ["waitForDelivery", 404, () => "GET /tasks/nowhere/delivery"],
    ["waitForDelivery", 408, ({ task }) => `GET /tasks/${task}/delivery?timeoutMs=0`],
    ["waitForDelivery", 408, ({ done }) => `GET /tasks/${done}/delivery?timeoutMs=1&until=ended`],
    [
      "createFault",
      200,
      ({ account }) => `POST /faults?account=${account}`,
      { target: "request", status: 500 },
    ],
    ["createFault", 400, ({ account }) => `POST /faults?account=${account}`, { target: "weather" }],
    ["createFault", 400, ({ account }) => `POST /faults?account=${account}`, { target: "request", times: 0 }],
    ["listFaults", 200, ({ account }) => `GET /faults?account=${account}`],
    ["listFaults", 400, () => "GET /faults?account="],
    ["deleteFault", 204, ({ fault }) => `DELETE /faults/${fault}`],
    ["deleteFault", 400, ({ fault }) => `DELETE /faults/${fault}?account=a`],
    ["deleteFault", 404, () => "DELETE /faults/f_nowhere"],
    ["deleteFaults", 204, ({ account }) => `DELETE /faults?account=${account}`],
    ["deleteFaults", 400, () => "DELETE /faults?account="],
    ["listRequests", 200, ({ account }) => `GET /requests?account=${account}&operation=getTask&limit=5`],
    ["listRequests", 400, () => "GET /requests?limit=10001"],
  ];

/**
 * 401 and 403 are in security.test.ts, 413 and 415 in control-refusals.test.ts, 503 in health.test.ts, 507 in
 * limits.test.ts, the stream in events.test.ts, and a 500 would be a defect.
 */
const isElsewhere = (operationId: string, status: string): boolean =>
  ["401", "403", "413", "415", "500", "503", "507"].includes(status) ||
  (operationId === "streamEvents" && status === "200");

test("these tests reach every status that the contract documents", () => {
  const documented = Object.entries(controlContract.operations).flatMap(([operationId, { responses }]) =>
    Object.keys(responses)
      .filter((status) => !isElsewhere(operationId, status))
      .map((status) => `${operationId} ${status}`),
  );
  const reached = new Set(cases.map(([operationId, status]) => `${operationId} ${status}`));
  expect([...reached].toSorted()).toEqual(documented.toSorted());
});

describe("each operation responds as documented", () => {
  test.for(cases)("%s %d", async ([, expected, line, json], { mock }) => {
    const made = await make(mock);
    await mock.account("test_ahead").clock.advance({ hours: 1 });
    const [method, path] = line(made).split(" ");
    const { status, body } = await send(mock, `${method} /_mock${path}`, json === undefined ? {} : { json });
    expect({ status, body }).toMatchObject({ status: expected });
    if (expected >= 400) expect(body).toEqual({ status_code: expected, error: expect.stringMatching(/./) });
  });
});

describe("settings", () => {
  test("change one by one, and the others stay", async ({ mock, apiKey }) => {
    const before = await send(mock, `GET /_mock/settings?account=${apiKey}`);
    for (const change of [
      { checkAttachments: true },
      { disabledTaskTypes: ["annotation"] },
      { callbackAuthKey: "a" },
    ]) {
      await send(mock, `PATCH /_mock/settings?account=${apiKey}`, { json: change });
    }
    expect((await send(mock, `GET /_mock/settings?account=${apiKey}`)).body).toEqual({
      ...before.body,
      checkAttachments: true,
      disabledTaskTypes: ["annotation"],
      callbackAuthKey: "a",
    });
  });
});

describe("an account comes into being when its key is first used, whatever the key", () => {
  const keys = [
    "__proto__",
    "constructor",
    "schlüssel🔑",
    "a b&c=d",
    "'; DROP TABLE tasks",
    "x".repeat(10_000),
  ];
  test.for(keys)("%s", async (key, { mock }) => {
    const account = encodeURIComponent(key);
    const id = await createTask(mock, key);
    const { body } = await send(mock, `GET /_mock/tasks/${id}/delivery?account=${account}`);
    expect(body).toMatchObject({ account: key, taskId: id });
    expect((await send(mock, `GET /_mock/requests?account=${account}`)).body).toMatchObject([
      { account: key },
    ]);
    const { body: accounts } = await send(mock, "GET /_mock/accounts");
    expect(accounts).toContainEqual({ account: key, callbackAuthKey: expect.stringMatching(/^cb_/) });
  });
});

describe("the journal", () => {
  test("has each request with what was wrong with it, but never a key in its query", async ({
    mock,
    apiKey,
  }) => {
    const id = await createTask(mock, apiKey);
    await send(mock, `GET /scale-v1/tasks?limit=0&api_key=secret`, { key: apiKey });
    await send(mock, `GET /scale-v1/task/${id}`, { key: apiKey });
    await fetch(`${mock.url("dataflowkit-v1")}/tasks?x=1&api%5Fkey=${apiKey}`, { method: "POST" });
    const { body } = await send(mock, `GET /_mock/requests?account=${apiKey}`);
    expect(body).toMatchObject([
      {
        operation: "createCategorizationTask",
        method: "POST",
        path: "/task/categorization",
        status: 200,
        violations: [],
      },
      {
        operation: "listTasks",
        status: 400,
        query: "limit=0&api_key=…",
        violations: [
          { location: ["request", "query", "api_key"], severity: "Warning" },
          { location: ["request", "query", "limit"], code: "minimum" },
        ],
      },
      { operation: "getTask", path: `/task/${id}`, status: 200 },
      { api: "dataflowkit-v1", operation: "listTasks", query: "x=1&api_key=…" },
    ]);
    const only = await send(mock, `GET /_mock/requests?account=${apiKey}&operation=listTasks&limit=1`);
    expect(only.body).toMatchObject([{ api: "dataflowkit-v1" }]);
  });

  test("has requests without an account too", async ({ mock }) => {
    await fetch(`${mock.url("scale-v1")}/nowhere-at-all`);
    const { body } = await send(mock, "GET /_mock/requests");
    expect(body).toContainEqual(expect.objectContaining({ path: "/nowhere-at-all", status: 404 }));
  });
});

describe("waiting for a delivery", () => {
  test("ends when it is sent later", async ({ mock, callbacks }) => {
    const key = newKey("live");
    const id = await createTask(mock, key, { callback_url: callbacks.url });
    const waiting = send(mock, `GET /_mock/tasks/${id}/delivery?account=${key}`);
    await mock.account(key).completeTask(id);
    expect(await waiting).toMatchObject({ status: 200, body: { taskId: id, attempts: [{ status: 200 }] } });
  });

  test("for its end lasts over the retries", async ({ mock, apiKey, account, callbacks }) => {
    callbacks.answerWith((_, count) => (count < 3 ? 500 : 200));
    const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
    const waiting = send(mock, `GET /_mock/tasks/${id}/delivery?until=ended`);
    await account.waitForCallback(id);
    await account.clock.advance({ hours: 1 });
    expect((await waiting).body).toMatchObject({
      status: "succeeded",
      attempts: [{ status: 500 }, {}, { status: 200 }],
    });
  });

  test("gives up in time, and says what may be the reason", async ({ mock }) => {
    const id = await createTask(mock, newKey("live"));
    const { body } = await send(mock, `GET /_mock/tasks/${id}/delivery?timeoutMs=20`);
    expect(body["error"]).toContain("Is its clock frozen, or the task still pending?");
  });
});

test("a replay is a delivery of its own, with the same payload", async ({
  mock,
  apiKey,
  account,
  callbacks,
}) => {
  const id = await createTask(mock, apiKey, { callback_url: callbacks.url });
  const first = await account.waitForCallback(id);
  const { body } = await send(mock, `POST /_mock/deliveries/${first.deliveryId}/replay`);
  expect(body).toMatchObject({ status: "pending", attempts: [], payload: first.payload });
  expect(body["deliveryId"]).not.toBe(first.deliveryId);
  await callbacks.waitFor(2);
  expect(callbacks.received[1]?.body).toEqual(callbacks.received[0]?.body);
});
