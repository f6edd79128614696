// oxlint-disable typescript/no-explicit-any -- the bodies of APIs that have no types
import { describe, expect, onTestFinished, test } from "vitest";
import { Webhook } from "standardwebhooks";
import { builtInApis } from "../src/apis/built-in.ts";
import { readContract } from "../src/contract/compile-contract.ts";
import type { Contract } from "../src/contract/contract.ts";
import { explainContract, type Explanation } from "../src/explain-contract.ts";
import { createMock, type Mock, type MockOptions } from "../src/index.ts";
import { fixture } from "./support/fixture.ts";

/** An API of which nothing but its description is known, and how it is used. */
interface Kind {
  readonly name: string;
  /** Proves who calls. */
  readonly credentials: (key: string) => Record<string, string>;
  readonly before?: (call: Call) => Promise<string>;
  readonly create: (parent: string) => {
    readonly line: string;
    readonly body: object;
    readonly headers?: Record<string, string>;
  };
  readonly item: (parent: string, id: string) => string;
  readonly idOf: (body: any) => string;
  readonly statusOf: (body: any) => string;
  readonly list?: (parent: string) => string;
  readonly idsIn?: (body: any) => string[];
  readonly states: readonly string[];
  readonly result: object;
  readonly failure: object;
  readonly cancel: (parent: string, id: string) => string;
  readonly canceled: string;
  readonly wrong: (parent: string) => { readonly line: string; readonly body: object };
  readonly error: object;
  /** The status of a refused request. Default: 400. */
  readonly refusal?: number;
  readonly callback: object;
}

const kinds: readonly Kind[] = [
  {
    name: "transcripts",
    credentials: (key) => ({ authorization: key }),
    create: () => ({
      line: "POST /transcripts",
      body: { audio_url: "https://shop.example/a.mp3", webhook_url: "https://shop.example/hook" },
    }),
    item: (_, id) => `/transcripts/${id}`,
    idOf: (body) => body.id,
    statusOf: (body) => body.status,
    list: () => "/transcripts",
    idsIn: (body) => body.transcripts.map((each: any) => each.id),
    states: ["queued", "processing", "completed"],
    result: { text: "Good morning.", confidence: 0.93, completed_at: expect.stringMatching(/Z$/) },
    failure: { status: "error", error: "Too noisy." },
    cancel: (_, id) => `POST /transcripts/${id}/cancel`,
    canceled: "canceled",
    wrong: () => ({ line: "POST /transcripts", body: { audio_url: 5 } }),
    error: { title: "Bad Request", status: 400, detail: expect.stringContaining("audio_url is 5") },
    callback: { status: "completed", text: "Good morning." },
  },
  {
    name: "exports",
    credentials: (key) => ({ authorization: `Bearer ${key}` }),
    before: async (call) => String((await call("POST /projects", { data: { name: "P" } })).body.data.id),
    create: (project) => ({
      line: `POST /projects/${project}/exports`,
      body: { data: { format: "csv", callbackUrl: "https://shop.example/hook" } },
    }),
    item: (project, id) => `/projects/${project}/exports/${id}`,
    idOf: (body) => String(body.data.id),
    statusOf: (body) => body.data.state,
    list: (project) => `/projects/${project}/exports`,
    idsIn: (body) => body.data.map((each: any) => String(each.id)),
    states: ["PENDING", "IN_PROGRESS", "DONE"],
    result: { data: { url: "https://files.exports.example/7.csv", finishedAt: expect.any(Number) } },
    failure: { data: { state: "FAILED", failureReason: "Too noisy." } },
    cancel: (project, id) => `POST /projects/${project}/exports/${id}/abort`,
    canceled: "ABORTED",
    wrong: (project) => ({ line: `POST /projects/${project}/exports`, body: { data: { format: "exe" } } }),
    error: { errors: [{ message: expect.stringContaining('data.format is "exe"') }] },
    callback: { state: "DONE", format: "csv" },
  },
  {
    name: "renders",
    credentials: (key) => ({ cookie: `theme=dark; session=${key}` }),
    create: () => ({
      line: "POST /v1/text_to_image",
      body: { prompt: "A lamp" },
      headers: { "x-callback-url": "https://shop.example/hook" },
    }),
    item: (_, id) => `/v1/tasks/${id}`,
    idOf: (body) => body.id,
    statusOf: (body) => body.status,
    states: ["PENDING", "RUNNING", "SUCCEEDED"],
    result: { output: ["https://files.renders.example/1.png"] },
    failure: { status: "FAILED", failure: "Too noisy." },
    cancel: (_, id) => `POST /v1/tasks/${id}:cancel`,
    canceled: "CANCELLED",
    wrong: () => ({ line: "POST /v1/text_to_image", body: {} }),
    refusal: 422,
    error: { error: expect.stringContaining("prompt is missing") },
    callback: { event: "task.succeeded", taskId: expect.stringMatching(/^[\da-f-]{36}$/) },
  },
];

type Call = (
  line: string,
  body?: object,
  more?: { key?: string; headers?: Record<string, string> },
) => Promise<{
  readonly status: number;
  readonly body: any;
  readonly violations: string | undefined;
}>;

interface World {
  readonly mock: Mock;
  readonly call: Call;
  readonly parent: string;
  readonly reported: readonly unknown[];
  readonly received: readonly object[];
}

const start = async (kind: Kind, options: MockOptions = {}): Promise<World> => {
  const reported: unknown[] = [];
  const received: object[] = [];
  const mock = await createMock({
    contracts: [{ id: kind.name, document: fixture(kind.name) }],
    callbacks: async (request) => {
      received.push((await request.json()) as object);
      return new Response(null, { status: received.length === 1 ? 500 : 200 });
    },
    host: { report: (error) => reported.push(error) },
    ...options,
  });
  onTestFinished(() => mock.close());
  const call: Call = async (line, body, { headers = {}, key = "test_a" } = {}) => {
    const [method = "", path = ""] = line.split(" ");
    const response = await mock.handle({
      method,
      url: `/${kind.name}${path}`,
      headers: { ...kind.credentials(key), ...(body && { "content-type": "application/json" }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = response.body as string;
    return {
      status: response.status,
      body: text === "" ? undefined : JSON.parse(text),
      violations: response.headers["sl-violations"],
    };
  };
  await mock.account("test_a").clock.freeze();
  const parent = (await kind.before?.(call)) ?? "";
  return { mock, call, parent, reported, received };
};

const create = async (kind: Kind, { call, parent }: World): Promise<string> => {
  const { body, headers, line } = kind.create(parent);
  const created = await call(line, body, { ...(headers && { headers }) });
  expect({ status: Math.floor(created.status / 100), violations: created.violations }).toEqual({
    status: 2,
    violations: undefined,
  });
  return kind.idOf(created.body);
};

describe.each(kinds)("$name, of which nothing but the description is known", (kind) => {
  test("are created, read, and go through their states in time", async () => {
    const world = await start(kind);
    const id = await create(kind, world);
    for (const state of kind.states) {
      const { body, violations } = await world.call(`GET ${kind.item(world.parent, id)}`);
      expect({ state: kind.statusOf(body), violations }).toEqual({ state, violations: undefined });
      await world.mock.account("test_a").clock.advance({ seconds: 1 });
    }
    const { body } = await world.call(`GET ${kind.item(world.parent, id)}`);
    expect(body).toMatchObject(kind.result);
    expect(world.reported).toEqual([]);
  });

  test("go one state further with each poll, if the account says so", async () => {
    const world = await start(kind);
    await world.mock.account("test_a").updateSettings({ testCompletion: "per-poll" });
    const id = await create(kind, world);
    await world.mock.account("test_a").clock.advance({ hours: 1 });
    const seen: string[] = [];
    for (const _ of [...kind.states, "once more"])
      seen.push(kind.statusOf((await world.call(`GET ${kind.item(world.parent, id)}`)).body));
    expect(seen).toEqual([...kind.states, kind.states.at(-1)]);
  });

  test("are called back when they have ended, again and again until that is accepted", async () => {
    const world = await start(kind);
    await create(kind, world);
    await world.mock.account("test_a").clock.advance({ hours: 1 });
    expect(world.received).toHaveLength(2);
    for (const callback of world.received) expect(callback).toMatchObject(kind.callback);
    expect(world.reported).toEqual([]);
  });

  test("can be completed and failed at once", async () => {
    const world = await start(kind);
    const [done, failed] = [await create(kind, world), await create(kind, world)];
    const account = world.mock.account("test_a");
    expect(await account.completeTask(done)).toMatchObject({ api: kind.name, status: kind.states.at(-1) });
    await account.completeTask(failed, { error: "Too noisy." });
    const { body, violations } = await world.call(`GET ${kind.item(world.parent, failed)}`);
    expect({ body, violations }).toMatchObject({ body: kind.failure, violations: undefined });
  });

  test("can be canceled, but not once they have ended", async () => {
    const world = await start(kind);
    const id = await create(kind, world);
    const canceled = await world.call(kind.cancel(world.parent, id));
    expect(Math.floor(canceled.status / 100)).toBe(2);
    const { body } = await world.call(`GET ${kind.item(world.parent, id)}`);
    expect(kind.statusOf(body)).toBe(kind.canceled);
    expect((await world.call(kind.cancel(world.parent, id))).status).toBe(409);
  });

  test("belong to who has created them, and unknown ids are none", async () => {
    const world = await start(kind);
    const id = await create(kind, world);
    const item = kind.item(world.parent, id);
    expect((await world.call(`GET ${item}`, undefined, { key: "test_b" })).status).toBe(404);
    expect((await world.call(`GET ${kind.item(world.parent, "99")}`)).status).toBe(404);
    expect((await world.call(`GET ${item}`)).status).toBe(200);
  });

  test("are refused in the contract's own form if the request is wrong", async () => {
    const world = await start(kind);
    const { body, line } = kind.wrong(world.parent);
    const answer = await world.call(line, body);
    expect(answer).toMatchObject({ status: kind.refusal ?? 400, body: kind.error });
  });

  test.runIf(kind.list)("are listed in pages, the newest first", async () => {
    const world = await start(kind);
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.unshift(await create(kind, world));
    const list = kind.list?.(world.parent);
    const { body, violations } = await world.call(`GET ${list}`);
    expect({ ids: kind.idsIn?.(body), violations }).toEqual({ ids, violations: undefined });
  });
});

const [transcripts, exports, renders] = kinds as readonly [Kind, Kind, Kind];

test("a list goes on after the id of the last one", async () => {
  const world = await start(transcripts);
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) ids.unshift(await create(transcripts, world));
  const first = await world.call("GET /transcripts?limit=2");
  expect(first.body).toMatchObject({ has_more: true, last_id: ids[1] });
  const second = await world.call(`GET /transcripts?limit=2&after=${ids[1]}`);
  expect(second.body).toMatchObject({ has_more: false, transcripts: [{ id: ids[2] }] });
  expect((await world.call("GET /transcripts?after=nope")).status).toBe(400);
});

test("a list counts pages, and filters by what its items have", async () => {
  const world = await start(exports);
  await create(exports, world);
  const pdf = await world.call(`POST /projects/${world.parent}/exports`, { data: { format: "pdf" } });
  const list = `/projects/${world.parent}/exports`;
  expect((await world.call(`GET ${list}?page=2&per_page=1`)).body).toMatchObject({
    data: [{ format: "csv" }],
    meta: { total: 2, page: 2, per_page: 1 },
  });
  expect((await world.call(`GET ${list}?format=pdf`)).body.data).toEqual([pdf.body.data]);
});

test("what is below something else is found there alone", async () => {
  const world = await start(exports);
  const id = await create(exports, world);
  const other = (await world.call("POST /projects", { data: { name: "Q" } })).body.data.id;
  expect((await world.call(`GET /projects/${other}/exports/${id}`)).status).toBe(404);
  expect((await world.call(`GET /projects/${other}/exports`)).body.meta.total).toBe(0);
  expect((await world.call("POST /projects/999/exports", { data: { format: "csv" } })).status).toBe(404);
});

test("what has no status is created, changed, replaced and deleted", async () => {
  const world = await start(exports);
  const made = await world.call("POST /projects", { data: { name: "Q", note: "n" } });
  expect(made).toMatchObject({
    status: 201,
    violations: undefined,
    body: { data: { name: "Q", note: "n" } },
  });
  const path = `/projects/${made.body.data.id}`;
  const { clock } = world.mock.account("test_a");
  await clock.advance({ seconds: 5 });
  const patched = await world.call(`PATCH ${path}`, { data: { name: "R" } });
  expect(patched.body.data).toMatchObject({ name: "R", note: "n", createdAt: made.body.data.createdAt });
  expect(patched.body.data.updatedAt).toBe(made.body.data.createdAt + 5);
  const replaced = await world.call(`PUT ${path}`, { data: { name: "S" } });
  expect(replaced).toMatchObject({ violations: undefined, body: { data: { name: "S", note: null } } });
  expect((await world.call(`DELETE ${path}`)).status).toBe(204);
  expect((await world.call(`GET ${path}`)).status).toBe(404);
});

test("tasks of several operations live at the one place where tasks are read", async () => {
  const world = await start(renders);
  const { body } = await world.call("POST /v1/text_to_video", { prompt: "A lamp" });
  expect(await world.call(`GET /v1/tasks/${body.id}`)).toMatchObject({
    status: 200,
    body: { status: "PENDING" },
  });
});

test("where a key is optional, those without one share an account, and a key has its own", async () => {
  const { call } = await start(renders);
  const keyless = { cookie: "theme=dark" };
  const { body } = await call("POST /v1/text_to_video", { prompt: "A lamp" }, { headers: keyless });
  expect((await call(`GET /v1/tasks/${body.id}`, undefined, { headers: keyless })).status).toBe(200);
  expect((await call(`GET /v1/tasks/${body.id}`)).status).toBe(404);
});

/** The document of transcripts, with a path more. */
const withPath = (path: string, item: object): object => {
  const document = fixture("transcripts") as { paths: object };
  return { ...document, paths: { ...document.paths, [path]: item } };
};

/** Starts a mock of a document, whose account is that of those without a key. */
const startOf = async (
  paths: object,
  {
    components,
    ...document
  }: { readonly components: object; readonly webhooks?: object; readonly servers?: object[] },
  options: MockOptions = {},
): Promise<{ mock: Mock; call: (method: string, path: string, json?: object) => Promise<any> }> => {
  const info = { title: "Own", version: "1" };
  const contract = { id: "own", document: { openapi: "3.1.0", info, paths, components, ...document } };
  const mock = await createMock({ contracts: [contract], ...options });
  onTestFinished(() => mock.close());
  const call = async (method: string, path: string, json?: object): Promise<any> => {
    const response = await mock.fetch(`http://mock.example/own${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(json && { body: JSON.stringify(json) }),
    });
    expect(response.headers.get("sl-violations")).toBeNull();
    return response.json();
  };
  return { mock, call };
};

const jsonOf = (schema: string): object => ({
  "application/json": { schema: { $ref: `#/components/schemas/${schema}` } },
});

const responsesOf = (schema: string, links?: object): object => ({
  200: { description: "One.", content: jsonOf(schema), ...(links && { links }) },
});

test("what is for responses alone is never taken from a request, and what is for requests alone is never shown", async () => {
  const User = {
    type: "object",
    required: ["id", "name", "password", "isAdmin"],
    properties: {
      id: { type: "integer", readOnly: true },
      isAdmin: { type: "boolean", readOnly: true },
      name: { type: "string" },
      password: { type: "string", writeOnly: true },
    },
  };
  const requestBody = { required: true, content: jsonOf("User") };
  const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };
  const { call } = await startOf(
    {
      "/users": { post: { requestBody, responses: responsesOf("User") } },
      "/users/{id}": {
        parameters: [id],
        get: { responses: responsesOf("User") },
        patch: { requestBody: { content: jsonOf("User") }, responses: responsesOf("User") },
      },
    },
    { components: { schemas: { User } } },
  );

  const made = await call("POST", "/users", { name: "Ann", password: "secret", isAdmin: true });
  expect(made).toEqual({ id: expect.any(Number), name: "Ann", isAdmin: false });
  const changed = { name: "Bea", password: "other", isAdmin: true, id: 5 };
  expect(await call("PATCH", `/users/${made.id}`, changed)).toEqual({ ...made, name: "Bea" });
  expect(await call("GET", `/users/${made.id}`)).toEqual({ ...made, name: "Bea" });
});

const header = (name: string): object => ({
  name,
  in: "header",
  required: true,
  schema: { type: "string" },
});

test.each<[string, { key?: string; secret: string; format?: "raw" }]>([
  [
    "a secret",
    { key: `whsec_${btoa("a secret of 24 bytes, ok")}`, secret: `whsec_${btoa("a secret of 24 bytes, ok")}` },
  ],
  ["a key of another form", { key: "plain key", secret: "plain key", format: "raw" }],
])(
  "callbacks with the headers of Standard Webhooks are signed with %s, and keep their id",
  async (_, given) => {
    const Scan = {
      type: "object",
      required: ["id", "status"],
      properties: { id: { type: "string" }, status: { enum: ["queued", "completed", "failed"] } },
    };
    const post = {
      parameters: ["webhook-id", "webhook-timestamp", "Webhook-Signature"].map(header),
      requestBody: { content: jsonOf("Scan") },
      responses: { 200: { description: "" } },
    };
    const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
    const verifier = new Webhook(given.secret, given.format && { format: given.format });
    const verified: unknown[] = [];
    const ids = new Set<string | null>();
    const { call, mock } = await startOf(
      {
        "/scans": { post: { responses: responsesOf("Scan") } },
        "/scans/{id}": { parameters: [id], get: { responses: responsesOf("Scan") } },
      },
      { components: { schemas: { Scan } }, webhooks: { "scan.completed": { post } } },
      {
        callbacks: async (request) => {
          ids.add(request.headers.get("webhook-id"));
          verified.push(verifier.verify(await request.text(), Object.fromEntries(request.headers)));
          return new Response(undefined, { status: verified.length < 2 ? 500 : 200 });
        },
      },
    );
    const account = mock.account("anonymous");
    await account.updateSettings({
      defaultCallbackUrl: "https://shop.example/hook",
      ...(given.key !== undefined && { callbackAuthKey: given.key }),
    });
    const scan = await call("POST", "/scans");
    await account.clock.advance({ hours: 1 });
    expect(verified).toEqual([
      { id: scan.id, status: "completed" },
      { id: scan.id, status: "completed" },
    ]);
    expect(ids.size).toBe(1);
  },
);

test("x-speakeasy-polling says which property is the status, and which of its values are an end", async () => {
  const Build = {
    type: "object",
    required: ["id", "verdict"],
    properties: {
      id: { type: "string" },
      problem: { type: ["string", "null"] },
      verdict: { enum: ["none", "pending", "green", "red"] },
    },
  };
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const polling = {
    name: "WaitForVerdict",
    successCriteria: [
      { condition: "$statusCode == 200" },
      { condition: "$response.body#/problem == null" },
      { condition: '$response.body#/verdict == "green"' },
    ],
    failureCriteria: [{ condition: '$response.body#/verdict == "red"' }],
  };
  const { call, mock } = await startOf(
    {
      "/builds": { post: { responses: responsesOf("Build") } },
      "/builds/{id}": {
        parameters: [id],
        get: { responses: responsesOf("Build"), "x-speakeasy-polling": [polling] },
      },
    },
    { components: { schemas: { Build } } },
  );
  const account = mock.account("anonymous");
  await account.clock.freeze();
  const [good, bad] = [await call("POST", "/builds"), await call("POST", "/builds")];
  expect(good).toMatchObject({ verdict: "pending" });
  await account.completeTask(bad.id, { error: "Broken." });
  await account.clock.advance({ seconds: 2 });
  expect(await call("GET", `/builds/${good.id}`)).toMatchObject({ verdict: "green" });
  expect(await call("GET", `/builds/${bad.id}`)).toMatchObject({ verdict: "red" });
});

const url = (example: string): object => ({ type: "string", format: "uri", example });

test("URLs of the service in examples lead to the mock, and to the task itself", async () => {
  const Build = {
    type: "object",
    required: ["id", "status", "urls", "logo"],
    properties: {
      id: { type: "string", example: "b_1" },
      status: { enum: ["queued", "done", "failed"] },
      logo: url("https://api.builds.example/v1x/logo.png"),
      source: { type: "string" },
      urls: {
        type: "object",
        required: ["get"],
        properties: { get: url("https://api.builds.example/v1/builds/b_1?full=true") },
      },
      artifacts: {
        type: "array",
        items: url(""),
        example: ["https://api.builds.example/v1/builds/b_1/a.zip"],
      },
    },
  };
  const List = {
    type: "object",
    required: ["items"],
    properties: {
      items: { type: "array", items: { $ref: "#/components/schemas/Build" } },
      next: { type: ["string", "null"], format: "uri" },
      previous: { type: ["string", "null"] },
    },
  };
  const parameters = ["status", "page", "per_page"].map((name) => ({
    name,
    in: "query",
    schema: { type: name === "status" ? "string" : "integer" },
  }));
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const { call, mock } = await startOf(
    {
      "/builds": {
        get: { parameters, responses: responsesOf("List") },
        post: { requestBody: { content: jsonOf("New") }, responses: responsesOf("Build") },
      },
      "/builds/{id}": { parameters: [id], get: { responses: responsesOf("Build") } },
    },
    {
      components: { schemas: { Build, List, New: { properties: { source: { type: "string" } } } } },
      servers: [{ url: "https://api.builds.example/{version}", variables: { version: { default: "v1" } } }],
    },
  );
  const source = "https://api.builds.example/v1/builds/b_1";
  const made = await call("POST", "/builds", { source });
  expect(made).toMatchObject({
    source,
    logo: "https://api.builds.example/v1x/logo.png",
    urls: { get: `http://mock.example/own/builds/${made.id}?full=true` },
  });
  await mock.account("anonymous").completeTask(made.id);
  expect(await call("GET", `/builds/${made.id}`)).toMatchObject({
    artifacts: [`http://mock.example/own/builds/${made.id}/a.zip`],
  });

  const there = await mock.fetch(`https://api.builds.example/v1/builds`, { method: "POST" });
  const { id: own, urls } = (await there.json()) as { id: string; urls: { get: string } };
  expect(urls.get).toBe(`https://api.builds.example/v1/builds/${own}?full=true`);
  expect((await mock.fetch(urls.get)).status).toBe(200);

  await call("POST", "/builds");
  const pages: string[][] = [];
  const followed: string[] = [];
  let next: string | null = "http://mock.example/own/builds?per_page=2";
  while (next !== null) {
    followed.push(next);
    const response = await mock.fetch(next);
    expect(response.headers.get("sl-violations")).toBeNull();
    const page = (await response.json()) as { items: { id: string }[]; next: string | null };
    pages.push(page.items.map((each) => each.id));
    next = page.next;
  }
  expect(pages.map((page) => page.length)).toEqual([2, 1]);
  expect(followed.at(-1)).toBe("http://mock.example/own/builds?per_page=2&page=2");
});

test("a link says what creates, and webhooks go where the account says, in the states that they are named after", async () => {
  const Scan = {
    type: "object",
    required: ["scanId", "state"],
    properties: { scanId: { type: "string" }, state: { enum: ["waiting", "clean", "done", "failed"] } },
  };
  const Event = {
    type: "object",
    required: ["scanId", "at"],
    properties: { scanId: { type: "string" }, at: { type: "string", format: "date-time" } },
  };
  const webhook = {
    post: { requestBody: { content: jsonOf("Event") }, responses: { 200: { description: "" } } },
  };
  const received: [string, unknown][] = [];
  const { call, mock } = await startOf(
    {
      "/upload": {
        post: {
          responses: responsesOf("Scan", {
            scan: { operationId: "getScan", parameters: { scanId: "$response.body#/scanId" } },
          }),
        },
      },
      "/scans/{scanId}": { get: { operationId: "getScan", responses: responsesOf("Scan") } },
    },
    {
      components: { schemas: { Scan, Event } },
      webhooks: { "scan.done": webhook, "scan.failed": webhook, "invoice.paid": webhook },
    },
    {
      callbacks: async (request) => {
        received.push([request.url, await request.json()]);
        return new Response();
      },
    },
  );
  const account = mock.account("anonymous");
  await account.clock.freeze();
  await account.updateSettings({ defaultCallbackUrl: "https://shop.example/hook" });

  const { scanId } = await call("POST", "/upload");
  expect(await call("GET", `/scans/${scanId}`)).toEqual({ scanId, state: "waiting" });
  await account.clock.advance({ seconds: 5 });
  expect(await call("GET", `/scans/${scanId}`)).toEqual({ scanId, state: "done" });
  const other = (await call("POST", "/upload")).scanId;
  await account.completeTask(other, { error: "Broken." });
  await account.waitForCallback(other);

  const at = expect.any(String);
  expect(received).toEqual([
    ["https://shop.example/hook", { scanId, at }],
    ["https://shop.example/hook", { scanId: other, at }],
  ]);
  expect((await account.deliveries()).map(({ callback }) => callback)).toEqual(["scan.done", "scan.failed"]);
});

const explain = async (contract: Contract): Promise<Explanation["resources"][number] | undefined> =>
  (await explainContract(contract, [])).resources[0];

/** The transitions of a resource that the mock makes: by an operation, or by work that succeeds. */
const moves = (resource: Explanation["resources"][number] | undefined): Set<string> =>
  new Set(
    resource?.transitions
      .filter(({ by, to }) => by.length > 0 || to === "completed")
      .map(({ by, from, to }) => JSON.stringify({ by, from, to })),
  );

test("a link from what a response only mentions creates nothing", async () => {
  const Order = { type: "object", properties: { id: { type: "string" }, customer_id: { type: "string" } } };
  const Customer = { type: "object", properties: { id: { type: "string" }, name: { type: "string" } } };
  const parameters = { customer_id: "$response.body#/customer_id" };
  const document = {
    openapi: "3.1.0",
    info: { title: "Own", version: "1" },
    paths: {
      "/orders": {
        post: {
          operationId: "createOrder",
          responses: responsesOf("Order", {
            customer: { operationId: "getCustomer", parameters },
            none: null,
          }),
        },
      },
      "/orders/{id}": { get: { operationId: "getOrder", responses: responsesOf("Order") } },
      "/customers/{customer_id}": { get: { operationId: "getCustomer", responses: responsesOf("Customer") } },
    },
    webhooks: { "order.paid": null },
    components: { schemas: { Order, Customer } },
  };
  const { resources } = await explainContract(readContract("own", document).contract, []);
  expect(resources.map(({ name }) => name)).toEqual(["order"]);
});

test("a webhook goes where the request says, and a callback of the same name stays what it is", async () => {
  const Job = {
    type: "object",
    required: ["id", "status"],
    properties: { id: { type: "string" }, status: { enum: ["queued", "done"] } },
  };
  const NewJob = { type: "object", properties: { webhook_url: { type: "string" }, own: { type: "string" } } };
  const item = { post: { requestBody: { content: jsonOf("Job") }, responses: { 200: { description: "" } } } };
  const requestBody = { content: jsonOf("NewJob") };
  const responses = responsesOf("Job");
  const urls = async (callbacks: object | undefined, sent: object): Promise<string[]> => {
    const received: string[] = [];
    const { call, mock } = await startOf(
      {
        "/jobs": { post: { requestBody, responses, ...(callbacks && { callbacks }) } },
        "/jobs/{id}": { get: { responses } },
      },
      { components: { schemas: { Job, NewJob } }, webhooks: { "job.done": item } },
      {
        callbacks: async (request) => {
          received.push(request.url);
          return new Response();
        },
      },
    );
    const account = mock.account("anonymous");
    await account.updateSettings({ defaultCallbackUrl: "https://shop.example/default" });
    const { id } = await call("POST", "/jobs", sent);
    await account.completeTask(id);
    await account.waitForCallback(id);
    return received;
  };

  const said = { webhook_url: "https://shop.example/hook", own: "https://shop.example/own" };
  expect(await urls(undefined, said)).toEqual(["https://shop.example/hook"]);
  expect(await urls(undefined, {})).toEqual(["https://shop.example/default"]);
  expect(await urls({ "job.done": { "{$request.body#/own}": item } }, said)).toEqual([
    "https://shop.example/own",
  ]);
});

test("of our own contracts, what they declare of Scale's tasks is found without the declaration", async () => {
  for (const { contract } of builtInApis.slice(0, 2)) {
    const document = JSON.parse(JSON.stringify(await contract.loadDocument()), (key, value: unknown) =>
      key === "x-task-lifecycle" ? undefined : value,
    ) as object;
    const inferred = await explain(readContract(contract.apiId, document).contract);
    const declared = await explain(contract);

    expect(inferred).toMatchObject({
      status: declared?.status,
      states: declared?.states,
      isDeclared: false,
    });
    expect(new Set(inferred?.operations)).toEqual(new Set(declared?.operations));
    expect(moves(inferred)).toEqual(moves(declared));
    expect(inferred?.callbacks).toContainEqual({
      name: "taskCompleted",
      to: ["{$request.body#/callback_url}"],
      states: ["completed"],
      on: ["become completed"],
      // What contracts without a schedule get: theirs is only in the declaration.
      retries: { times: 5, within: 60 * 60 * 1000 },
    });
  }
});

test("what stands below something is there only with it", async () => {
  const { call, mock } = await start(transcripts, {
    contracts: [
      {
        id: "transcripts",
        document: withPath("/transcripts/{id}/sentences", {
          get: {
            security: [{ key: [] }],
            parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
            responses: {
              200: { description: "All.", content: { "application/json": { example: ["Good morning."] } } },
            },
          },
        }),
      },
    ],
  });
  const { body } = await call("POST /transcripts", { audio_url: "https://shop.example/a.mp3" });
  expect(mock.apis).toEqual(["transcripts"]);
  expect(await call(`GET /transcripts/${body.id}/sentences`)).toMatchObject({
    status: 200,
    body: ["Good morning."],
  });
  expect((await call("GET /transcripts/nope/sentences")).status).toBe(404);
});

test("a slash at the end of a path, an id of the path, and odd names make no difference", async () => {
  const Item = {
    type: "object",
    required: ["id", "boxId"],
    properties: { id: { type: "integer" }, boxId: { type: "string" }, hasOwnProperty: { type: "string" } },
  };
  const parameters = [{ name: "box_id", in: "path", required: true, schema: { type: "string" } }];
  const query = [{ name: "toString", in: "query", schema: { type: "string" } }];
  const requestBody = { content: jsonOf("Item") };
  const item = { ...Item, required: [] };
  const { call } = await startOf(
    {
      "/boxes/{box_id}/items/": {
        parameters,
        post: { parameters: query, requestBody, responses: responsesOf("Item") },
      },
      "/boxes/{box_id}/items/{id}": { parameters, get: { responses: responsesOf("Item") } },
    },
    { components: { schemas: { Item, Sent: item } } },
  );
  const made = await call("POST", "/boxes/b7/items/", { id: 1, boxId: "x" });
  expect(made).toEqual({ id: expect.any(Number), boxId: "x" });
  expect(await call("GET", `/boxes/b7/items/${made.id}`)).toEqual(made);
});

test("what means something else in the response is not repeated there", async () => {
  const Avatar = {
    type: "object",
    required: ["id", "voice", "size"],
    properties: {
      id: { type: "string" },
      voice: {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string", example: "Victoria" } },
      },
      size: { type: "integer" },
    },
  };
  const voice = { type: "object", properties: { preset: { type: "string" } } };
  const NewAvatar = { type: "object", properties: { voice, size: { type: "integer" } } };
  const content = { content: jsonOf("NewAvatar") };
  const { call } = await startOf(
    {
      "/avatars": { post: { requestBody: content, responses: responsesOf("Avatar") } },
      "/avatars/{id}": {
        get: { responses: responsesOf("Avatar") },
        patch: { requestBody: content, responses: responsesOf("Avatar") },
      },
    },
    { components: { schemas: { Avatar, NewAvatar } } },
  );

  const made = await call("POST", "/avatars", { voice: { preset: "victoria" }, size: 5 });
  expect(made).toEqual({ id: expect.any(String), voice: { name: "Victoria" }, size: 5 });
  const changed = await call("PATCH", `/avatars/${made.id}`, { voice: { preset: "vincent" }, size: 6 });
  expect(changed).toEqual({ ...made, size: 6 });
});

test("what would take minutes to generate is composed as far as that is possible, and its lacks are reported", async () => {
  const reported: unknown[] = [];
  const schemas: Record<string, object> = { Level0: { type: "string" } };
  for (let level = 1; level <= 22; level++) {
    const below = { $ref: `#/components/schemas/Level${level - 1}` };
    const properties = { left: below, right: below };
    schemas[`Level${level}`] = { type: "object", properties, required: ["left", "right"] };
  }
  schemas["Rows"] = { type: "array", minItems: 1e9, items: { type: "integer" } };
  const { mock } = await startOf(
    {
      "/tree": { get: { responses: responsesOf("Level22") } },
      "/rows": { get: { responses: responsesOf("Rows") } },
    },
    { components: { schemas } },
    { host: { report: (error) => reported.push(error) } },
  );
  for (const path of ["/tree", "/rows"]) {
    const response = await mock.fetch(`http://mock.example/own${path}`, {
      headers: { prefer: "dynamic=true" },
    });
    expect(response.status).toBe(200);
    expect((await mock.fetch(`http://mock.example/own${path}`)).status).toBe(200);
    expect(reported.splice(0)).not.toEqual([]);
  }
}, 20_000);
