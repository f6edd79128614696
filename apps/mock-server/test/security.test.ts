import { request } from "node:http";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished } from "vitest";
import { controlContract } from "@task-contracts/mock/control/contract";
import { type MockServer, type MockServerOptions, startMockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, question, send } from "./support/send.ts";

const startServer = async (options: MockServerOptions): Promise<MockServer> => {
  const mock = await startMockServer(options);
  onTestFinished(mock.close);
  return mock;
};

/** `fetch` sets the `Host` itself. */
const askAs = (
  mock: MockServer,
  host: string,
  path: string,
  { method = "GET", headers = {} } = {},
): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    request(
      { port: mock.port, host: "127.0.0.1", path, method, headers: { host, ...headers } },
      (response) => {
        text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
      },
    )
      .on("error", reject)
      .end();
  });

const operations = Object.values(controlContract.operations).map(
  ({ method, path }) => `${method} /_mock${path.replaceAll(/\{\w+\}/g, "x")}`,
);

const everywhere = [
  "/",
  "/nowhere",
  "/_mock/accounts",
  "/scale-v1/tasks",
  "/v1/tasks",
  "/scale-beta/tasks",
  "/dataflowkit-v1/tasks",
  "/results/x.csv",
];

describe("on loopback the server is called by a name of this machine only, whatever is called", () => {
  test.for([
    ["127.0.0.1", true],
    ["localhost:4010", true],
    ["mock.localhost", true],
    ["[::1]:1", true],
    ["LOCALHOST", true],
    ["evil.example", false],
    ["evil.example:4010", false],
    ["127.0.0.1.evil.example", false],
    ["localhost.evil.example:4010", false],
    ["evil.example#localhost", false],
    ["localhost@evil.example", false],
    [":80", false],
  ] as const)("%s: %s", async ([host, isAllowed], { mock }) => {
    for (const path of everywhere) {
      const { status, body } = await askAs(mock, host, path);
      expect({ path, isAllowed: status !== 403 }).toEqual({ path, isAllowed });
      expect(body.includes("--allow-host")).toBe(!isAllowed);
    }
  });

  test("or by one that was allowed", async () => {
    const mock = await startServer({ allowHosts: ["mock.internal"] });
    expect((await askAs(mock, "mock.internal:80", "/_mock/health")).status).toBe(200);
    const refused = await askAs(mock, "other.internal", "/scale-v1/tasks");
    expect(JSON.parse(refused.body)).toMatchObject({
      status_code: 403,
      error: expect.stringContaining("--allow-host other.internal"),
    });
  });

  test("off loopback the mocked APIs may be called by any name, and the control API may not", async () => {
    const mock = await startServer({ host: "0.0.0.0", token: "secret" });
    expect((await askAs(mock, "mock:4010", "/scale-v1/tasks")).status).toBe(401);
    expect((await askAs(mock, "mock:4010", "/_mock/accounts")).status).toBe(403);
    for (const probe of ["/_mock/health", "/_mock/ready"])
      expect((await askAs(mock, "mock:4010", probe)).status).toBe(200);
  });
});

describe("pages of other sites reach nothing", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  test.for([
    ["a form without a preflight", "POST", { origin: "https://evil.example", ...form }],
    ["a page without an origin of its own", "POST", { origin: "null", ...form }],
    ["a preflight", "OPTIONS", { origin: "https://evil.example", "access-control-request-method": "POST" }],
    ["an image", "GET", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
  ] as const)("%s", async ([, method, headers], { mock }) => {
    for (const path of [
      ...everywhere,
      "/dataflowkit-v1/tasks?api_key=x",
      "/_mock/reset",
      "/_mock/clock/freeze",
    ]) {
      const response = await fetch(mock.url() + path, { method, headers });
      expect({ path, status: response.status }).toEqual({ path, status: 403 });
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      expect(await response.json()).toEqual({
        status_code: 403,
        error: expect.stringContaining("--allow-origin"),
      });
    }
  });

  test("and make no account", async ({ mock }) => {
    const headers = { origin: "https://evil.example", authorization: `Basic ${btoa("evil_key:")}`, ...form };
    await fetch(`${mock.url("scale-v1")}/task/categorization`, {
      method: "POST",
      headers,
      body: "instruction=a",
    });
    expect(await (await fetch(`${mock.url()}/_mock/accounts`)).text()).not.toContain("evil_key");
  });

  test("unless their origin was allowed, which may then read everything, with credentials", async () => {
    const origin = "https://app.test:5173";
    const mock = await startServer({ allowOrigins: [origin] });
    const preflight = await fetch(`${mock.url("scale-v1")}/tasks`, {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
      },
    });
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-allow-headers": "authorization",
      "access-control-allow-methods": "POST",
      vary: "Origin",
    });
    const response = await fetch(`${mock.url("scale-v1")}/tasks?limit=0`, {
      headers: { origin, authorization: `Basic ${btoa("key:")}` },
    });
    expect(response.status).toBe(400);
    expect(response.headers.get("access-control-expose-headers")).toContain("sl-violations");
    expect(response.headers.get("access-control-allow-credentials")).toBe("true");
  });

  test("links to the server may be followed", async ({ mock }) => {
    const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    expect((await askAs(mock, "localhost", "/", { headers })).status).toBe(200);
    expect((await askAs(mock, "localhost", "/", { headers, method: "POST" })).status).toBe(403);
  });
});

/** The link to the results of a task that every account begins with. */
const resultLink = async (mock: MockServer, host: string, key = newKey()): Promise<string> => {
  const { body } = await send(mock, "POST /dataflowkit-v1/tasks", { key });
  for (const { id } of (body as unknown as { id: string }[]) ?? []) {
    await send(mock, `POST /dataflowkit-v1/tasks/${id}/run`, { key });
    await mock.account(key).clock.advance({ hours: 1 });
    const reply = await askAs(mock, host, `/dataflowkit-v1/tasks/${id}/store?api_key=${key}`, {
      method: "POST",
    });
    if (reply.status === 200) return JSON.parse(reply.body) as string;
  }
  throw new Error(`No task has results: ${JSON.stringify(body)}`);
};

describe("links", () => {
  test("name the host that was called", async ({ mock }) => {
    expect(await resultLink(mock, "localhost:1234")).toMatch("http://localhost:1234/results/");
  });

  test("name the address of the server where the host that was called is not allowed", async () => {
    const mock = await startServer({ host: "0.0.0.0" });
    expect(await resultLink(mock, "evil.example")).toMatch(`http://127.0.0.1:${mock.port}/results/`);
  });

  test("begin with the public URL, which may have a path", async () => {
    const mock = await startServer({ publicUrl: "https://mocks.example/base/" });
    expect(await resultLink(mock, "mocks.example")).toMatch("https://mocks.example/base/results/");
    const { body } = await askAs(mock, "localhost", "/");
    expect(JSON.parse(body)).toMatchObject({
      health: "https://mocks.example/base/_mock/health",
      apis: [{ curl: "curl -u test_key: https://mocks.example/base/scale-v1/tasks" }, {}, {}],
    });
  });

  test.for([
    "mocks.example",
    "ftp://mocks.example",
    "https://u:p@mocks.example",
    "https://mocks.example/?a=b",
  ])("the public URL cannot be %s", async (publicUrl) => {
    await expect(startServer({ publicUrl })).rejects.toThrow(`"${publicUrl}" cannot be the public URL.`);
  });
});

describe("off loopback", () => {
  test("every operation of the control API but its probes wants the token", async () => {
    const mock = await startServer({ host: "0.0.0.0", token: "secret" });
    expect(mock.token).toBe("secret");
    for (const line of operations) {
      const expected = ["GET /_mock/health", "GET /_mock/ready"].includes(line) ? 200 : 401;
      expect({ line, status: (await send(mock, line)).status }).toEqual({ line, status: expected });
      const wrong = await send(mock, line, { headers: { authorization: "Bearer Secret" } });
      expect({ line, status: wrong.status }).toEqual({ line, status: expected });
    }
    const headers = { authorization: "Bearer secret" };
    expect((await send(mock, "GET /_mock/accounts", { headers })).status).toBe(200);
    expect((await send(mock, "GET /scale-v1/tasks", { key: newKey() })).status).toBe(200);
  });

  test("a token is generated at each start", async () => {
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
  const json = { ...question, callback_url: "http://127.0.0.1:9/" };
  for (const key of ["test_a", "live_b", "test_c", "TEST_A", ""])
    await send(mock, "POST /scale-v1/task/categorization", { key, json });
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

describe("browsers are told not to guess what a response is", () => {
  test.for([
    ["the start page", "GET", "/", { accept: "text/html" }, 200],
    ["the start page for programs", "GET", "/", {}, 200],
    ["what is not there", "GET", "/nowhere", {}, 404],
    ["a list", "GET", "/scale-v1/tasks", { authorization: `Basic ${btoa("key:")}` }, 200],
    ["the head of a list", "HEAD", "/scale-v1/tasks", { authorization: `Basic ${btoa("key:")}` }, 200],
    ["a refusal", "GET", "/scale-v1/tasks", {}, 401],
    ["a refusal in plain text", "POST", "/dataflowkit-v1/tasks", {}, 401],
    [
      "an example",
      "GET",
      "/scale-v1/tasks",
      { prefer: "code=200", authorization: `Basic ${btoa("key:")}` },
      200,
    ],
    ["events", "GET", "/_mock/events", {}, 200],
    ["a missing file", "GET", "/results/x.csv", {}, 404],
    ["a refused page", "GET", "/", { origin: "https://evil.example" }, 403],
    [
      "a preflight",
      "OPTIONS",
      "/scale-v1/tasks",
      { origin: "http://localhost:1", "access-control-request-method": "GET" },
      204,
    ],
  ] as const)("%s", async ([, method, path, headers, status], { mock }) => {
    const response = await fetch(mock.url() + path, { method, headers });
    expect([response.status, response.headers.get("x-content-type-options")]).toEqual([status, "nosniff"]);
    await response.body?.cancel();
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
