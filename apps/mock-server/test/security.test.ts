import { request } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished } from "vitest";
import { contracts } from "../src/apis.ts";
import { type MockServer, type MockServerOptions, startMockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, question, send } from "./support/send.ts";

const startServer = async (options: MockServerOptions): Promise<MockServer> => {
  const mock = await startMockServer(options);
  onTestFinished(mock.close);
  return mock;
};

/** `fetch` sets the `Host` itself. */
const askAs = (mock: MockServer, host: string, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    request({ port: mock.port, host: "127.0.0.1", path, headers: { host } }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    })
      .on("error", reject)
      .end();
  });

const operations = Object.values(contracts["mock-control-v1"].operations).map(
  ({ method, path }) => `${method} /_mock${path.replaceAll(/\{\w+\}/g, "x")}`,
);

describe("the control API is called by a name of this machine only", () => {
  test.for([
    ["127.0.0.1", 200],
    ["localhost:4010", 200],
    ["mock.localhost", 200],
    ["[::1]:1", 200],
    ["LOCALHOST", 200],
    ["evil.example", 403],
    ["127.0.0.1.evil.example", 403],
    ["localhost.evil.example:4010", 403],
    ["evil.example#localhost", 403],
    ["localhost@evil.example", 403],
    [":80", 403],
  ] as const)("%s: %d", async ([host, status], { mock }) => {
    expect(await askAs(mock, host, "/_mock/accounts")).toMatchObject({ status });
    const answer = await askAs(mock, host, "/");
    expect(answer.status).toBe(200);
    expect(answer.body).not.toContain("evil.example#");
  });

  test("or by one that was allowed", async () => {
    const mock = await startServer({ allowHosts: ["mock.internal"] });
    expect((await askAs(mock, "mock.internal:80", "/_mock/health")).status).toBe(200);
    const refused = await askAs(mock, "other.internal", "/_mock/health");
    expect(JSON.parse(refused.body)).toMatchObject({
      status_code: 403,
      error: expect.stringContaining("--allow-host other.internal"),
    });
  });
});

describe("off loopback", () => {
  test("every operation of the control API but getHealth wants the token", async () => {
    const mock = await startServer({ host: "0.0.0.0", token: "secret" });
    expect(mock.token).toBe("secret");
    for (const line of operations) {
      const expected = line === "GET /_mock/health" ? 200 : 401;
      expect({ line, status: (await send(mock, line)).status }).toEqual({ line, status: expected });
      const wrong = await send(mock, line, { headers: { authorization: "Bearer Secret" } });
      expect({ line, status: wrong.status }).toEqual({ line, status: expected });
    }
    const headers = { authorization: "Bearer secret" };
    expect((await send(mock, "GET /_mock/accounts", { headers })).status).toBe(200);
    expect((await send(mock, "GET /scale-v1/tasks", { key: newKey() })).status).toBe(200);
  });

  test("a token is made up, and a new one at each start", async () => {
    const [one, other] = [await startServer({ host: "0.0.0.0" }), await startServer({ host: "0.0.0.0" })];
    expect(one.token).toMatch(/^[\da-f]{32}$/);
    expect(one.token).not.toBe(other.token);
  });

  const places = [
    "http://127.0.0.1:9/",
    "http://localhost:9/",
    "http://[::1]:9/",
    "http://10.0.0.1/",
    "http://169.254.169.254/",
  ];
  test.for(places)("callbacks to %s are refused", async (url) => {
    const mock = await startServer({ host: "0.0.0.0" });
    const key = newKey();
    const id = await createTask(mock, key, { callback_url: url });
    const { attempts } = await mock.account(key).waitForCallback(id);
    expect(attempts).toMatchObject([{ error: "refused address" }]);
  });

  test("attachments at private addresses are not looked for either", async ({ callbacks }) => {
    const mock = await startServer({ host: "0.0.0.0" });
    const key = newKey();
    await mock.account(key).updateSettings({ checkAttachments: true });
    const id = await createTask(mock, key, { attachment_type: "image", attachment: callbacks.url });
    expect(await mock.account(key).waitForCallback(id)).toMatchObject({
      callback: "attachmentFailed",
      payload: { attachments: [{ statusCode: 502 }] },
    });
    expect(callbacks.received).toEqual([]);
  });

  test("unless they were allowed", async ({ callbacks }) => {
    const mock = await startServer({ host: "0.0.0.0", allowPrivateCallbacks: true });
    await createTask(mock, newKey(), { callback_url: callbacks.url });
    await callbacks.waitFor(1);
  });
});

test("on loopback no token is needed, and callbacks may be private only if that is not forbidden", async ({
  callbacks,
}) => {
  const mock = await startServer({ allowPrivateCallbacks: false });
  expect(mock).not.toHaveProperty("token");
  const key = newKey();
  const id = await createTask(mock, key, { callback_url: callbacks.url });
  expect((await mock.account(key).waitForCallback(id)).attempts).toMatchObject([
    { error: "refused address" },
  ]);
});

test("keys that were not named are let in nowhere", async () => {
  const mock = await startServer({ apiKeys: ["test_a", "live_b"] });
  for (const line of ["GET /scale-v1/tasks", "GET /scale-beta/tasks", "POST /dataflowkit-v1/tasks"]) {
    const statuses = [];
    for (const key of ["test_a", "live_b", "test_c", "TEST_A", ""])
      statuses.push((await send(mock, line, { key })).status);
    expect({ line, statuses }).toEqual({ line, statuses: [200, 200, 401, 401, 401] });
  }
  const { body } = await send(mock, "GET /_mock/accounts");
  expect((body as unknown as { account: string }[]).map(({ account }) => account)).toEqual([
    "test_a",
    "live_b",
  ]);
});

describe("what is too much is refused, and the server goes on", () => {
  const create = "/task/categorization";
  test.for([
    ["a body over 1 MiB", "scale-v1", create, 413, "x".repeat(2 ** 20 + 1), {}],
    ["a body over 1 MiB for the control API", "_mock", "/clock/advance", 413, "x".repeat(2 ** 20 + 1), {}],
    ["deep arrays", "scale-v1", create, 400, "[".repeat(100_000), {}],
    ["deep objects for the control API", "_mock", "/faults", 400, '{"a":'.repeat(100_000), {}],
    ["a header of 20 kB", "scale-v1", create, 431, "{}", { "x-large": "x".repeat(20_000) }],
  ] as const)("%s", async ([, mount, path, status, body, headers], { mock, apiKey }) => {
    const response = await fetch(`${mock.url()}/${mount}${path}`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${btoa(`${apiKey}:`)}`,
        ...headers,
      },
    });
    expect(response.status).toBe(status);
    await response.text();
    expect((await send(mock, "GET /_mock/health")).status).toBe(200);
  });
});

const json = (value: string): RequestInit => ({
  body: value,
  headers: { "content-type": "application/json" },
});

describe("__proto__ is a name like no other, and does nothing", () => {
  const polluted = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
  test.for([
    ["in settings", "PATCH", "/settings?account=p", json(`{"checkAttachments":false,${polluted}}`)],
    ["in a fault", "POST", "/faults?account=p", json(`{"target":"delivery","kind":"delay",${polluted}}`)],
    [
      "in a payload",
      "POST",
      "/dataflowkit-tasks?account=p",
      json(`{"kind":"extraction","payload":{${polluted}}}`),
    ],
    ["as an account", "POST", "/clock/freeze?account=__proto__", {}],
    ["as a task", "POST", "/tasks/__proto__/complete", {}],
    ["as a delivery", "GET", "/deliveries/__proto__", {}],
    ["as a snapshot", "POST", "/snapshots/__proto__/restore", {}],
    ["as a parameter", "GET", "/requests?__proto__=1&constructor=1", {}],
  ] as const)("%s", async ([, method, path, init], { mock }) => {
    const response = await fetch(`${mock.url()}/_mock${path}`, { method, ...init });
    expect(response.status).toBeLessThan(500);
    expect({}).not.toHaveProperty("polluted");
    expect((await mock.account("q").clock.now()).frozen).toBe(false);
  });

  test("in metadata, in JSON and as a form", async ({ mock, apiKey }) => {
    const metadata = JSON.parse('{"__proto__":{"polluted":1},"kept":"yes"}') as object;
    for (const encoding of ["json", "form"]) {
      const body = { ...question, callback_url: "http://127.0.0.1:9/", metadata };
      const reply = await send(mock, "POST /scale-v1/task/categorization", { key: apiKey, [encoding]: body });
      expect(reply).toMatchObject({ status: 200, body: { metadata: { kept: "yes" } } });
      expect(Object.keys(reply.body["metadata"] as object)).toEqual(["kept"]);
    }
    expect({}).not.toHaveProperty("polluted");
  });
});

test("whatever is thrown at the server, no stack leaves it", async ({ mock }) => {
  const bodies = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"\\ud800"',
    `{"a":${"9".repeat(400)}}`,
    '{"response":{"toString":1}}',
    "\u0000",
  ];
  const paths = [
    "/scale-v1/task/annotation",
    "/scale-v1/task/%00/cancel",
    "/_mock/tasks/%F0%9F%94%91/complete",
    "/_mock/settings?account=a",
  ];
  for (const path of [
    ...paths,
    "/results/../x.csv",
    "/results/%2e%2e",
    "/v1//",
    "/_mock/%zz",
    "/scale-v1/task/%zz",
  ]) {
    for (const body of bodies) {
      for (const method of ["POST", "PATCH", "DELETE"]) {
        const response = await fetch(mock.url() + path, {
          method,
          body,
          headers: { "content-type": "application/json", authorization: `Basic ${btoa("a:")}` },
        });
        const answer = await response.text();
        expect({ path, body, status: response.status, answer }).toMatchObject({
          answer: expect.not.stringMatching(/\bat .*:\d+:\d+|node_modules|\.ts\b/),
        });
        expect({ path, body, answer, status: response.status }).not.toMatchObject({ status: 500 });
      }
    }
  }
});

test("a page of another site can neither reset the server nor set a clock", async ({ mock }) => {
  const headers = { origin: "https://evil.example" };
  for (const path of ["/_mock/reset?account=*", "/_mock/clock/freeze?account=*"]) {
    const { status } = await fetch(mock.url() + path, { method: "POST", headers });
    expect(status).toBe(403);
  }
});

test("a fault for an operation that does not exist is refused", async ({ mock }) => {
  const response = await fetch(`${mock.url()}/_mock/faults?account=*`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ target: "request", operation: "getTsak", status: 500 }),
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("getTask");
});

test("the settings for all accounts can be read and sent back without giving all the same key", async ({
  mock,
}) => {
  const url = `${mock.url()}/_mock/settings?account=*`;
  const settings = await (await fetch(url)).text();
  const headers = { "content-type": "application/json" };
  expect((await fetch(url, { method: "PATCH", headers, body: settings })).status).toBe(200);
  const keys = await Promise.all(["one", "two"].map((name) => mock.account(name).settings()));
  expect(keys[0]?.callbackAuthKey).not.toBe(keys[1]?.callbackAuthKey);
});
