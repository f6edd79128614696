import { expect, onTestFinished, test } from "vitest";
import { createMock, type Mock, type MockOptions } from "../src/index.ts";
import { fixture } from "./support/fixture.ts";

const moderation = fixture("moderation");

const start = async (options: MockOptions = {}): Promise<Mock> => {
  const mock = await createMock(options);
  onTestFinished(() => mock.close());
  return mock;
};

const basic = (key = "test_a"): Record<string, string> => ({ authorization: `Basic ${btoa(`${key}:`)}` });

/** As much of the contract as tests change. */
interface Described {
  readonly paths: object;
  readonly components: {
    readonly schemas: {
      readonly Moderation: { "x-task-lifecycle"?: { transitions: { cancel: { by: string } } } };
    };
  };
}

const question = {
  instruction: "Is this animal big or small?",
  attachment_type: "text",
  attachment: "ant",
  categories: ["big", "small"],
  callback_url: "https://shop.example/callback",
};

const create = async (
  mock: Mock,
  base = "https://api.scaleapi.com/v1",
): Promise<{ readonly task_id: string }> => {
  const response = await mock.fetch(`${base}/task/categorization`, {
    method: "POST",
    headers: { ...basic(), "content-type": "application/json" },
    body: JSON.stringify(question),
  });
  expect(response.status).toBe(200);
  return response.json() as Promise<{ readonly task_id: string }>;
};

test("without contracts, the APIs that come with the mock are there", async () => {
  const mock = await start();
  expect(mock.apis).toEqual(["scale-v1", "scale-beta", "dataflowkit-v1"]);
  const health = await mock.fetch("http://mock.test/_mock/health");
  expect(await health.json()).toMatchObject({ status: "ok", apis: mock.apis });
});

test("some of the APIs that come with the mock can be chosen, and APIs of your own added", async () => {
  const contracts = [{ id: "moderation", document: moderation }];
  const mock = await start({ apis: ["scale-v1"], contracts });
  expect(mock.apis).toEqual(["scale-v1", "moderation"]);
  expect(mock.servers).toContain("https://api.scaleapi.com/v1");
  expect(mock.servers).toContain("https://api.moderation.example/v2");
  expect((await start({ contracts })).apis).toEqual(["moderation"]);
  const apis = ["scale-v2"] as unknown as ["scale-v1"];
  await expect(createMock({ apis })).rejects.toThrow(
    'No API "scale-v2" comes with the mock, only scale-v1, scale-beta, dataflowkit-v1.',
  );
});

test("below a public URL, paths are the mock's, and links begin with it", async () => {
  const publicUrl = "https://shop.example/mock/";
  const mock = await start({ apis: ["dataflowkit-v1"], publicUrl });
  const call = async (path: string): Promise<Response> =>
    mock.fetch(`${publicUrl}dataflowkit-v1/tasks${path}?api_key=test_a`, { method: "POST" });
  const [task] = (await (await call("")).json()) as { id: string }[];
  await call(`/${task?.id}/run`);
  await mock.account("test_a").clock.advance({ hours: 24 });
  const link = await (await call(`/${task?.id}/store`)).text();
  expect(link).toContain("https://shop.example/mock/results/");
  expect((await mock.fetch(link.replaceAll('"', ""))).status).toBe(200);
  expect((await mock.handle({ url: `${publicUrl}_mock/health` })).status).toBe(200);
  expect((await mock.handle({ url: "/_mock/health" })).status).toBe(200);
});

test("a task is completed, and its callback goes to the function", async () => {
  const received: Request[] = [];
  const mock = await start({
    callbacks: (request) => {
      received.push(request);
      return new Response();
    },
  });
  const { task_id: id } = await create(mock);
  const delivery = await mock.account("test_a").waitForCallback(id);
  expect(delivery).toMatchObject({ status: "succeeded", attempts: [{ status: 200 }] });
  const [callback] = received;
  expect(callback?.url).toBe(question.callback_url);
  expect(callback?.headers.get("scale-callback-auth")).toBe(
    (await mock.account("test_a").settings()).callbackAuthKey,
  );
  expect(await callback?.json()).toMatchObject({ task_id: id, task: { status: "completed" } });
});

test("a receiver that throws, or never responds, is a failed attempt and no defect", async () => {
  const reported: unknown[] = [];
  let calls = 0;
  const mock = await start({
    callbacks: () => {
      calls += 1;
      if (calls === 1) throw new Error("The receiver is broken.");
      return new Promise(() => undefined);
    },
    host: { report: (error) => reported.push(error) },
  });
  const account = mock.account("test_a");
  const { task_id: id } = await create(mock);
  expect(await account.waitForCallback(id)).toMatchObject({
    attempts: [{ error: "The receiver is broken." }],
  });
  const advancing = account.clock.advance({ hours: 1 });
  await expect.poll(() => calls).toBe(2);
  await mock.close();
  await expect(advancing).rejects.toThrow("closes before all of that time has passed");
  expect(reported).toEqual([]);
});

test("the files that responses link to are there", async () => {
  const mock = await start();
  const query = "api_key=test_a";
  const list = await mock.fetch(`http://mock.test/dataflowkit-v1/tasks?${query}`, { method: "POST" });
  const [{ id }] = (await list.json()) as [{ id: string }];
  await mock.fetch(`http://mock.test/dataflowkit-v1/tasks/${id}/run?${query}`, { method: "POST" });
  await expect
    .poll(async () => {
      const info = await mock.fetch(`http://mock.test/dataflowkit-v1/tasks/${id}/info?${query}`, {
        method: "POST",
      });
      return ((await info.json()) as { status: string }).status;
    })
    .toBe("completed");
  const link = await mock.fetch(`http://mock.test/dataflowkit-v1/tasks/${id}/store?${query}`, {
    method: "POST",
  });
  const file = await mock.fetch((await link.json()) as string);
  expect(file.headers.get("content-type")).toContain("text/csv");
  expect(await file.text()).toContain("title");
});

test("events arrive as they happen, and end with the reader", async () => {
  const mock = await start({ callbacks: () => new Response() });
  const reader = new AbortController();
  const response = await mock.fetch("http://mock.test/_mock/events", { signal: reader.signal });
  const stream = response.body?.getReader();
  const next = async (): Promise<string> => new TextDecoder().decode((await stream?.read())?.value);
  expect(await next()).toBe(": listening\n\n");
  const reading = next();
  await create(mock);
  expect(await reading).toContain("event: task");
  reader.abort();
  await expect(stream?.closed).rejects.toThrow(/abort/);
});

test("a dropped connection is a network error, a slow response can be aborted", async () => {
  const mock = await start();
  const account = mock.account("test_a");
  const read = (signal?: AbortSignal): Promise<Response> =>
    mock.fetch("http://mock.test/scale-v1/tasks", { headers: basic(), ...(signal && { signal }) });
  await account.addFault({ target: "request", drop: true });
  await expect(read()).rejects.toThrow(TypeError);
  await account.addFault({ target: "request", delayMs: 60_000 });
  await expect(read(AbortSignal.timeout(20))).rejects.toThrow(/timed out|timeout/i);
  expect((await read()).status).toBe(200);
});

test("responses have what HTTP says: no body for HEAD, violations in a header, 413 for what is too large", async () => {
  const mock = await start({ limits: { bodyBytes: 100 } });
  const head = await mock.fetch("http://mock.test/scale-v1/tasks", { method: "HEAD", headers: basic() });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  const wrong = await mock.fetch("http://mock.test/scale-v1/tasks?limit=0", { headers: basic() });
  expect(wrong.headers.get("sl-violations")).toContain("limit is 0");
});

test.each([
  ["text", "é".repeat(51)],
  ["bytes", new Uint8Array(101)],
])("a body of more bytes than the limit is refused, be it %s", async (_, body) => {
  const mock = await start({ limits: { bodyBytes: 100 } });
  const url = "/scale-v1/task/categorization";
  const large = await mock.handle({ method: "POST", url, headers: basic(), body });
  expect([large.status, large.body]).toEqual([413, expect.stringContaining("larger than 100 bytes")]);
  const small = await mock.handle({ method: "POST", url, headers: basic(), body: body.slice(1) });
  expect(small.status).not.toBe(413);
});

test("what is nowhere is 404, and an option with a slip is refused", async () => {
  const mock = await start();
  expect((await mock.fetch("http://mock.test/scale-v2/tasks")).status).toBe(404);
  await expect(createMock({ contract: [] } as object)).rejects.toThrow(
    "createMock has no option contract. Did you mean contracts?",
  );
});

test("a life cycle with a defect is named, with the way out", async () => {
  const document = structuredClone(moderation) as Described;
  const { transitions } = document.components.schemas.Moderation["x-task-lifecycle"] ?? {};
  Object.assign(transitions?.cancel ?? {}, { by: "cancelIt" });
  await expect(createMock({ contracts: [{ id: "moderation", document }] })).rejects.toThrow(
    /The life cycle of moderation has a defect\. "cancelIt" is no operation\./,
  );
});

test("operations that have nothing to do with tasks respond with their examples", async () => {
  const document = structuredClone(moderation) as Described;
  const content = { "application/json": { schema: { type: "array" }, example: ["violence", "weapons"] } };
  const responses = { 200: { description: "All of them.", content } };
  Object.assign(document.paths, { "/policies": { get: { operationId: "listPolicies", responses } } });
  const mock = await start({ contracts: [{ id: "moderation", document }] });
  const response = await mock.fetch("https://api.moderation.example/v2/policies", {
    headers: { authorization: "Bearer test_a" },
  });
  expect(await response.json()).toEqual(["violence", "weapons"]);
});

test.each<[string, RequestInit]>([
  ["/scale-v1/tasks?limit=2", { headers: [["Authorization", `Basic ${btoa("test_b:")}`]] }],
  [
    "/scale-v1/task/comparison",
    { method: "POST", headers: new Headers({ authorization: `Basic ${btoa("test_b:")}` }), body: "{}" },
  ],
  [
    "/scale-v1/task/x/cancel",
    { method: "post", headers: { authorization: `Basic ${btoa("test_b:")}`, "x-ä": "1" } },
  ],
  ["/scale-v1/task/comparison", { method: "POST", body: new URLSearchParams({ a: "\ud800 b" }) }],
  [
    "/scale-v1/task/comparison",
    { method: "POST", body: "\ud800", headers: { "content-type": "application/json" } },
  ],
  [
    "/scale-v1/task/comparison",
    { method: "POST", body: "\uFEFF{}", headers: { "content-type": "application/json" } },
  ],
  [
    "/scale-v1/task/comparison",
    {
      method: "POST",
      body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\né\r\n--x--\r\n',
      headers: { "content-type": "multipart/form-data; boundary=x" },
    },
  ],
  ["/scale-v1/tasks", { headers: { authorization: ` Basic ${btoa("test_b:")}\t`, "x-empty": "" } }],
  ["/scale-v1/tasks", { headers: { authorization: "é", "x-number": 5 as unknown as string } }],
  ["/scale-v1/tasks", { headers: { "x-lines": "a\nb" } }],
  ["/scale-v1/tasks", { headers: null as unknown as HeadersInit }],
  ["/scale-v1/tasks", { method: "GET", body: "none" }],
  ["/scale-v1/tasks", { method: "TRACE" }],
  ["/scale-v1/tasks", { headers: { "a b": "c" } }],
  ["/scale-v1/tasks", { mode: "navigate" }],
])("fetch of %s with %j does what it does with a Request", async (path, init) => {
  const outcome = async (ask: (mock: Mock, url: string) => Promise<Response>): Promise<unknown> => {
    const mock = await createMock();
    onTestFinished(() => mock.close());
    try {
      const response = await ask(mock, `http://mock.test${path}`);
      const entries = await mock.fetch("http://mock.test/_mock/requests");
      const journal = (await entries.json()) as { at: string; durationMs: number; requestId: string }[];
      return [
        response.status,
        await response.text(),
        journal.map(({ at: _at, durationMs: _durationMs, requestId: _requestId, ...entry }) => entry),
      ];
    } catch (error) {
      return (error as Error).name;
    }
  };
  expect(await outcome((mock, url) => mock.fetch(url, init))).toEqual(
    await outcome((mock, url) => mock.fetch(new Request(url, init))),
  );
});
