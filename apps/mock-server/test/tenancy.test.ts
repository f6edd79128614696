import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { controlContract } from "@task-contracts/mock/control/contract";
import { type TenantRule, tenantRules } from "@task-contracts/mock/control/tenancy";
import { type MockServer, startMockServer } from "../src/index.ts";
import { newTask } from "./support/new-task.ts";

const tokens = { administrator: "secret_of_all", tenant: "secret_of_a" };

/** What an account has, for requests that name it. */
interface Made {
  readonly account: string;
  readonly task: string;
  readonly delivery: string;
  readonly fault: string;
  readonly snapshot: string;
}

let mock: MockServer;
let own: Made;
let other: Made;
/** Of all accounts. */
let whole: string;

const call = async (
  token: string | undefined,
  line: string,
  json?: unknown,
): Promise<{ status: number; text: string }> => {
  const [method = "", path = ""] = line.split(" ");
  const controller = new AbortController();
  const response = await fetch(`${mock.url()}/_mock${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { "content-type": "application/json" }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    signal: controller.signal,
  });
  const isStream = response.headers.get("content-type") === "text/event-stream" && response.ok;
  const text = isStream ? "" : await response.text();
  if (isStream) controller.abort();
  return { status: response.status, text };
};

const asAdministrator = async (line: string, json?: unknown): Promise<Record<string, string>> => {
  const { status, text } = await call(tokens.administrator, line, json);
  expect([status, text]).toEqual([200, expect.anything()]);
  return JSON.parse(text) as Record<string, string>;
};

const make = async (account: string): Promise<Made> => {
  const task = await newTask(mock.url("scale-v1"), account, "http://127.0.0.1:9/");
  await asAdministrator(`POST /tasks/${task}/complete?account=${account}`, {});
  const { deliveryId: delivery = "" } = await asAdministrator(
    `GET /tasks/${task}/delivery?account=${account}`,
  );
  const { faultId: fault = "" } = await asAdministrator(`POST /faults?account=${account}`, {
    target: "request",
    operation: "createAnnotationTask",
    status: 503,
  });
  const { snapshotId: snapshot = "" } = await asAdministrator(`POST /snapshots?account=${account}`);
  return { account, task, delivery, fault, snapshot };
};

beforeAll(async () => {
  mock = await startMockServer({
    token: tokens.administrator,
    tenants: [{ token: tokens.tenant, accounts: ["live_a_*", "live_shared"] }],
  });
  [own, other] = [await make("live_a_1"), await make("live_b_1")];
  whole = (await asAdministrator("POST /snapshots?account=*"))["snapshotId"] ?? "";
});

afterAll(() => mock.close());

const noOne: Made = { account: "", task: "", delivery: "", fault: "", snapshot: "" };

/** A request of each operation, about what an account has. */
const requests: Readonly<Record<string, readonly [line: (made: Made) => string, json?: unknown]>> = {
  getHealth: [() => "GET /health"],
  getReadiness: [() => "GET /ready"],
  getMetrics: [() => "GET /metrics"],
  resetState: [({ account }) => `POST /reset?account=${account}`],
  listAccounts: [() => "GET /accounts"],
  getAccountCounts: [({ account }) => `GET /accounts/counts?account=${account}`],
  getContract: [() => "GET /contracts/scale-v1"],
  listSnapshots: [() => "GET /snapshots"],
  getSnapshot: [({ snapshot }) => `GET /snapshots/${snapshot}`],
  importSnapshot: [
    () => "POST /snapshot-imports",
    { file: JSON.stringify({ format: 1, accounts: [], tasks: [], deliveries: [] }) },
  ],
  createSnapshot: [({ account }) => `POST /snapshots?account=${account}`],
  restoreSnapshot: [({ snapshot }) => `POST /snapshots/${snapshot}/restore`],
  deleteSnapshot: [({ snapshot }) => `DELETE /snapshots/${snapshot}`],
  streamEvents: [({ account }) => `GET /events?account=${account}`],
  getClock: [({ account }) => `GET /clock?account=${account}`],
  freezeClock: [({ account }) => `POST /clock/freeze?account=${account}`],
  resumeClock: [({ account }) => `POST /clock/resume?account=${account}`],
  advanceClock: [({ account }) => `POST /clock/advance?hours=1&account=${account}`],
  setClock: [({ account }) => `POST /clock/set?account=${account}`, { now: "2199-01-01T00:00:00.000Z" }],
  advanceClockToNext: [({ account }) => `POST /clock/next?account=${account}`],
  listUpcomingEvents: [({ account }) => `GET /clock/upcoming?account=${account}`],
  resetClock: [({ account }) => `POST /clock/real-time?account=${account}`],
  getSettings: [({ account }) => `GET /settings?account=${account}`],
  updateSettings: [({ account }) => `PATCH /settings?account=${account}`, { completionDelayMs: 7 }],
  listTasks: [({ account }) => `GET /tasks?account=${account}`],
  getTask: [({ task }) => `GET /tasks/${task}`],
  completeTask: [({ task }) => `POST /tasks/${task}/complete`, {}],
  getCompletionForm: [({ task }) => `GET /tasks/${task}/form`],
  cancelTask: [({ task }) => `POST /tasks/${task}/cancel`],
  reviewTask: [({ task }) => `POST /tasks/${task}/review`, { status: "accepted" }],
  createDataflowkitTask: [
    ({ account }) => `POST /dataflowkit-tasks?account=${account}`,
    { kind: "extraction" },
  ],
  listDeliveries: [({ account }) => `GET /deliveries?account=${account}`],
  getDelivery: [({ delivery }) => `GET /deliveries/${delivery}`],
  replayDelivery: [({ delivery }) => `POST /deliveries/${delivery}/replay`],
  retryDelivery: [({ delivery }) => `POST /deliveries/${delivery}/retry`],
  cancelDelivery: [({ delivery }) => `POST /deliveries/${delivery}/give-up`],
  waitForDelivery: [({ task }) => `GET /tasks/${task}/delivery?timeoutMs=1`],
  getReceiver: [({ account }) => `GET /receiver?account=${account}`],
  updateReceiver: [({ account }) => `PATCH /receiver?account=${account}`, { status: 500 }],
  createFault: [
    ({ account }) => `POST /faults?account=${account}`,
    { target: "request", operation: "createAnnotationTask", status: 500 },
  ],
  listFaults: [({ account }) => `GET /faults?account=${account}`],
  deleteFaults: [({ account }) => `DELETE /faults?account=${account}`],
  deleteFault: [({ fault }) => `DELETE /faults/${fault}`],
  listRequests: [({ account }) => `GET /requests?account=${account}`],
};

const operationIds = Object.keys(controlContract.operations);

/** The operations that APIs add name an account. */
const ruleOf = (operationId: string): TenantRule => tenantRules[operationId] ?? "account";

test("each operation of the control API has a rule and a request here", () => {
  expect([...Object.keys(tenantRules), "createDataflowkitTask"].toSorted()).toEqual(operationIds.toSorted());
  expect(Object.keys(requests).toSorted()).toEqual(operationIds.toSorted());
});

/** All that an account has, as the administrator sees it. */
const stateOf = async ({ account }: Made): Promise<string> => {
  const lines = ["settings", "tasks", "deliveries", "faults", "requests"].map(
    (what) => `GET /${what}?account=${account}`,
  );
  const found = await Promise.all(
    [...lines, "GET /snapshots"].map((line) => call(tokens.administrator, line)),
  );
  const { text } = await call(tokens.administrator, `GET /clock?account=${account}`);
  return JSON.stringify([found.map((each) => each.text), (JSON.parse(text) as { frozen: boolean }).frozen]);
};

const secretsOf = ({ account, delivery, fault, task }: Made): string[] => [account, delivery, fault, task];

describe("a token of some accounts", () => {
  test.each(operationIds)("does not reach another account with %s", async (operationId) => {
    const [line, json] = requests[operationId] ?? [];
    if (!line) throw new Error(`There is no request for ${operationId}.`);
    const before = await stateOf(other);
    const { status, text } = await call(tokens.tenant, line(other), json);
    const rule = ruleOf(operationId);
    const expected = ["accounts", "anyone", "snapshots", "token"].includes(rule)
      ? 200
      : rule === "account" || rule === "admin"
        ? 403
        : 404;
    expect({ status, text }).toMatchObject({ status: expected });
    // What the request itself named is no news.
    const named = line(other);
    expect(secretsOf(other).filter((secret) => !named.includes(secret) && text.includes(secret))).toEqual([]);
    expect(await stateOf(other)).toBe(before);
  });

  test.each(operationIds.filter((id) => requests[id]?.[0](noOne).includes("account=")))(
    "does not reach all accounts with %s",
    async (operationId) => {
      const [line, json] = requests[operationId] ?? [];
      if (!line) throw new Error(`There is no request for ${operationId}.`);
      const before = await stateOf(other);
      const [path = "", query = ""] = line(other).split("?");
      const search = new URLSearchParams(query);
      search.set("account", "*");
      const { status } = await call(tokens.tenant, `${path}?${search}`, json);
      expect(status).toBeGreaterThanOrEqual(400);
      search.delete("account");
      const all = await call(tokens.tenant, `${path}?${search}`, json);
      expect(all.status).toBeGreaterThanOrEqual(400);
      expect(await stateOf(other)).toBe(before);
    },
  );

  test.each(
    operationIds.filter((id) => ruleOf(id) !== "admin" && id !== "deleteSnapshot" && id !== "resetState"),
  )("does with its own what %s does", async (operationId) => {
    const [line, json] = requests[operationId] ?? [];
    if (!line) throw new Error(`There is no request for ${operationId}.`);
    const { status } = await call(tokens.tenant, line(own), json);
    // Some are in another state by now: a task that is completed, a clock that is ahead.
    expect([200, 204, 404, 408, 409]).toContain(status);
    expect(status === 404 && ruleOf(operationId) !== "fault").toBe(false);
  });

  test("lists its accounts, and the snapshots that have no others", async () => {
    const accounts = await call(tokens.tenant, "GET /accounts");
    expect((JSON.parse(accounts.text) as Made[]).map(({ account }) => account)).toEqual([own.account]);
    const snapshots = await call(tokens.tenant, "GET /snapshots");
    const ids = (JSON.parse(snapshots.text) as { snapshotId: string }[]).map(({ snapshotId }) => snapshotId);
    expect(ids).toContain(own.snapshot);
    expect(ids).not.toContain(whole);
    expect((await call(tokens.tenant, `POST /snapshots/${whole}/restore`)).status).toBe(404);
  });

  test("resets its account, and finds no other task of the same id", async () => {
    expect((await call(tokens.tenant, `POST /reset?account=${own.account}`)).status).toBe(204);
    expect((await call(tokens.tenant, `GET /tasks/${other.task}?account=${own.account}`)).status).toBe(404);
    expect((await call(tokens.administrator, `GET /tasks/${other.task}`)).status).toBe(200);
  });
});

test("with tokens for some accounts, nothing but the probes is open, on loopback either", async () => {
  for (const operationId of operationIds) {
    const [line, json] = requests[operationId] ?? [];
    for (const token of [undefined, "wrong"]) {
      const { status } = await call(token, line?.(other) ?? "", json);
      expect([operationId, status]).toEqual([operationId, ruleOf(operationId) === "anyone" ? 200 : 401]);
    }
  }
});

test.each([
  [{ token: "", accounts: ["a"] }, "is empty or has blanks"],
  [{ token: "a b", accounts: ["a"] }, "is empty or has blanks"],
  [{ token: "admin", accounts: ["a"] }, "is the administrator's token as well"],
  [{ token: "t", accounts: [] }, "Name API keys, or the beginning of some: team_a_*."],
  [{ token: "t", accounts: ["*"] }, "Name API keys"],
  [{ token: "t", accounts: ["a*b"] }, "Name API keys"],
])("the tenant %j is refused", async (tenant, message) => {
  await expect(startMockServer({ token: "admin", tenants: [tenant] })).rejects.toThrow(message);
});

test("where an account is required, reads of all accounts have to say so", async () => {
  const strict = await startMockServer({ requireAccount: true });
  onTestFinished(strict.close);
  for (const path of ["tasks", "deliveries", "requests", "faults", "clock", "settings", "events"]) {
    const url = `${strict.url()}/_mock/${path}`;
    const refused = await fetch(url);
    expect([path, refused.status, await refused.text()]).toEqual([
      path,
      400,
      expect.stringContaining("?account=KEY"),
    ]);
    const controller = new AbortController();
    const allowed = await fetch(`${url}?account=*`, { signal: controller.signal });
    expect([path, allowed.status]).toEqual([path, 200]);
    controller.abort();
  }
});
