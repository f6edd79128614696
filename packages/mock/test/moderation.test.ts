import { expect, onTestFinished, test } from "vitest";
import { createMock, type Mock, type MockOptions } from "../src/index.ts";
import { fixture } from "./support/fixture.ts";

const moderation = fixture("moderation");

/** A mock of an API that is described by a document alone. */
const start = async (options: MockOptions = {}): Promise<Mock> => {
  const mock = await createMock({ contracts: [{ id: "moderation", document: moderation }], ...options });
  onTestFinished(() => mock.close());
  return mock;
};

/** What the API shows of a moderation. */
interface Moderation {
  readonly moderationId: string;
  readonly status: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

interface Page {
  readonly items: readonly Moderation[];
  readonly total: number;
  readonly nextCursor: string | null;
}

interface CallResult<Body> {
  readonly status: number;
  readonly violations: string | null;
  readonly body: Body;
}

const call = async <Body = unknown>(
  mock: Mock,
  line: string,
  body?: unknown,
  key = "test_a",
): Promise<CallResult<Body>> => {
  const [method = "", path = ""] = line.split(" ");
  const response = await mock.fetch(`https://api.moderation.example/v2${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const violations = response.headers.get("sl-violations");
  return { status: response.status, violations, body: (text === "" ? undefined : JSON.parse(text)) as Body };
};

const photo = { imageUrl: "https://shop.example/photo.jpg", webhookUrl: "https://shop.example/hook" };

const create = async (mock: Mock, body: object = photo, key?: string): Promise<Moderation> => {
  const { body: made, status, violations } = await call<Moderation>(mock, "POST /moderations", body, key);
  expect({ status, violations }).toEqual({ status: 201, violations: null });
  return made;
};

/** HMAC-SHA256 in hex, by the platform. */
const sign = async (key: string, text: string): Promise<string> => {
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", encoder.encode(key), algorithm, false, ["sign"]);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", imported, encoder.encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

test("a task has what the request said, defaults, an id like the example, and nothing of its end", async () => {
  const mock = await start();
  const made = await create(mock, {
    ...photo,
    reference: "order 7",
    verdict: { safe: true },
    finishedAt: "now",
  });
  expect(made).toEqual({
    moderationId: expect.stringMatching(/^mod_[A-Za-z\d]{12}$/),
    status: "queued",
    imageUrl: photo.imageUrl,
    policies: ["violence"],
    reference: "order 7",
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    finishedAt: null,
  });
  expect(await call(mock, `GET /moderations/${made.moderationId}`)).toMatchObject({
    status: 200,
    body: made,
  });
});

test("a task goes through its states as time passes, and ends like the example", async () => {
  const mock = await start({ callbacks: () => new Response(null, { status: 204 }) });
  const { clock } = mock.account("test_a");
  await clock.freeze();
  const { moderationId, createdAt } = await create(mock);
  const read = async (): Promise<Moderation> =>
    (await call<Moderation>(mock, `GET /moderations/${moderationId}`)).body;
  await clock.advance({ seconds: 1 });
  expect(await read()).toMatchObject({ status: "reviewing" });
  await clock.advance({ seconds: 3 });
  expect(await read()).toMatchObject({ status: "reviewing" });
  await clock.advance({ seconds: 1 });
  const ended = await read();
  expect(ended).toMatchObject({
    status: "approved",
    verdict: { safe: true, scores: { violence: 0.02, weapons: 0.01 } },
  });
  expect(Date.parse(ended.finishedAt ?? "") - Date.parse(createdAt)).toBe(5000);
});

test("a callback brings what the contract describes, signed with the callback key, until it is accepted", async () => {
  const received: { readonly text: string; readonly headers: Headers; readonly url: string }[] = [];
  const mock = await start({
    callbacks: async (request) => {
      received.push({ text: await request.text(), headers: request.headers, url: request.url });
      return new Response(null, { status: received.length < 3 ? 500 : 204 });
    },
  });
  const account = mock.account("test_a");
  await account.clock.freeze();
  await account.updateSettings({ callbackAuthKey: "shared secret" });
  const { moderationId } = await create(mock);
  await account.clock.advance({ hours: 2 });
  expect(received).toHaveLength(3);
  for (const { text, headers, url } of received) {
    expect(headers.get("x-moderation-signature")).toBe(`sha256=${await sign("shared secret", text)}`);
    expect(headers.has("x-moderation-event")).toBe(false);
    expect(url).toBe(photo.webhookUrl);
    expect(JSON.parse(text)).toMatchObject({
      event: "moderation.approved",
      sentAt: expect.any(Number),
      moderation: { moderationId, status: "approved" },
    });
  }
  const [delivery] = await account.deliveries();
  expect(delivery).toMatchObject({
    status: "succeeded",
    attempts: [{ status: 500 }, { status: 500 }, { status: 204 }],
  });
});

test("a task without a callback URL sends no callback", async () => {
  const mock = await start();
  const account = mock.account("test_a");
  const { moderationId } = await create(mock, { imageUrl: photo.imageUrl });
  await account.completeTask(moderationId);
  expect(await account.deliveries()).toEqual([]);
});

test("a task that failed says why", async () => {
  const mock = await start({ callbacks: () => new Response() });
  const { moderationId } = await create(mock);
  await mock.account("test_a").completeTask(moderationId, { error: "The image cannot be read." });
  const { body } = await call(mock, `GET /moderations/${moderationId}`);
  expect(body).toMatchObject({
    status: "failed",
    verdict: { safe: false, reason: "The image cannot be read." },
  });
});

test("a response that the contract does not allow is refused", async () => {
  const mock = await start();
  const { moderationId } = await create(mock);
  const completing = mock.account("test_a").completeTask(moderationId, { response: { safe: "yes" } });
  await expect(completing).rejects.toThrow('verdict.safe is "yes", but must be a boolean.');
});

test("lists have filters, pages, a total and a cursor", async () => {
  const mock = await start();
  const made: string[] = [];
  for (let count = 0; count < 5; count++) made.push((await create(mock)).moderationId);
  await call(mock, `POST /moderations/${made[1]}/cancel`);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? "" : `&cursor=${cursor}`;
    const { body, violations } = await call<Page>(mock, `GET /moderations?limit=2${query}`);
    expect(violations).toBeNull();
    expect(body.total).toBe(5);
    seen.push(...body.items.map((item) => item.moderationId));
    cursor = body.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(made.toReversed());
  const { body } = await call(mock, "GET /moderations?status=canceled");
  expect(body).toMatchObject({
    total: 1,
    items: [{ moderationId: made[1], status: "canceled" }],
    nextCursor: null,
  });
});

test("a deleted task is gone", async () => {
  const mock = await start();
  const { moderationId } = await create(mock);
  expect(await call(mock, `DELETE /moderations/${moderationId}`)).toEqual({
    status: 204,
    violations: null,
    body: undefined,
  });
  expect((await call(mock, `GET /moderations/${moderationId}`)).status).toBe(404);
});

test("accounts know nothing of each other", async () => {
  const mock = await start();
  const { moderationId } = await create(mock);
  expect((await call(mock, `GET /moderations/${moderationId}`, undefined, "test_b")).status).toBe(404);
  expect((await call<Page>(mock, "GET /moderations", undefined, "test_b")).body.total).toBe(0);
});

const refusals: readonly [string, string, unknown, number, object][] = [
  ["an id that was never created", "GET /moderations/mod_1", undefined, 404, { code: "no_such_moderation" }],
  ["a body that breaks the contract", "POST /moderations", { imageUrl: 5 }, 400, { code: "invalid_request" }],
  [
    "a query that breaks the contract",
    "GET /moderations?limit=0",
    undefined,
    400,
    { code: "invalid_request" },
  ],
  ["a cursor that no page has", "GET /moderations?cursor=x", undefined, 400, { code: "invalid_request" }],
  ["a path that is not there", "GET /images", undefined, 404, { code: "invalid_request" }],
];

test.for(refusals)(
  "%s is refused in the form of the contract's errors",
  async ([, line, body, status, error]) => {
    const mock = await start();
    const answer = await call(mock, line, body);
    expect(answer).toMatchObject({
      status,
      body: { error: { ...error, message: expect.stringMatching(/\S/), retryable: false } },
    });
  },
);

test("a cancel of a task that has ended is refused, and changes nothing", async () => {
  const mock = await start({ callbacks: () => new Response() });
  const { moderationId } = await create(mock);
  await mock.account("test_a").completeTask(moderationId);
  const { status, body } = await call(mock, `POST /moderations/${moderationId}/cancel`);
  expect({ status, body }).toMatchObject({ status: 409, body: { error: { code: "conflict" } } });
  expect((await call<Moderation>(mock, `GET /moderations/${moderationId}`)).body.status).toBe("approved");
});

test("a request without a key is told how to send one", async () => {
  const mock = await start();
  const response = await mock.fetch("https://api.moderation.example/v2/moderations");
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({
    error: { code: "unauthorized", message: "No API Key provided. Send it as Authorization: Bearer TOKEN." },
  });
});

test("no response and no callback breaks the contract", async () => {
  const reported: unknown[] = [];
  const mock = await start({
    callbacks: () => new Response(null, { status: 204 }),
    host: { report: (error) => reported.push(error) },
  });
  const { moderationId } = await create(mock);
  await mock.account("test_a").completeTask(moderationId);
  await mock.account("test_a").waitForCallback(moderationId, { until: "ended" });
  await call(mock, "GET /moderations");
  await call(mock, "GET /moderations?limit=x");
  expect(reported).toEqual([]);
  const requests = await mock.account("test_a").requests();
  expect(requests.map(({ operation, taskId }) => [operation, taskId])).toEqual([
    ["createModeration", moderationId],
    ["listModerations", undefined],
    ["listModerations", undefined],
  ]);
});

test("the API is also found by its id, on any host, with the control API beside it", async () => {
  const mock = await start();
  const headers = { authorization: "Bearer test_a" };
  const { moderationId } = await create(mock);
  const { body, status } = await mock.handle({ url: `/moderation/moderations/${moderationId}`, headers });
  expect({ status, body: JSON.parse(body as string) }).toMatchObject({ status: 200, body: { moderationId } });
  const accounts = await mock.fetch("http://anywhere.test/_mock/accounts");
  expect(await accounts.json()).toMatchObject([{ account: "test_a" }]);
});
