import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type LogEvent, type MockServer, type RequestEvent, startMockServer } from "../../src/index.ts";
import { newPostgresUrl } from "../support/postgres-schema.ts";

const defects: LogEvent[] = [];
const requests: RequestEvent[] = [];
const store = newPostgresUrl();

/** Starts an instance on the database of the tests. */
const startInstance = (leaseMs = 3000): Promise<MockServer> =>
  startMockServer({
    store,
    leaseMs,
    log: (event) => {
      if (event.event === "defect") defects.push(event);
      if (event.event === "request") requests.push(event);
    },
  });

let one: MockServer;
let other: MockServer;

beforeAll(async () => {
  one = await startInstance();
  other = await startInstance();
});

afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
});

let count = 0;

/** An API key that no other test has. */
const newKey = (kind: "live" | "test"): string => `${kind}_${(count += 1)}`;

const headersOf = (key: string): Record<string, string> => ({
  authorization: `Basic ${btoa(`${key}:`)}`,
  "content-type": "application/json",
});

const create = async (
  mock: MockServer,
  key: string,
  callbackUrl = "http://127.0.0.1:9/",
): Promise<string> => {
  const response = await fetch(`${mock.url("scale-v1")}/task/categorization`, {
    method: "POST",
    headers: headersOf(key),
    body: JSON.stringify({
      callback_url: callbackUrl,
      instruction: "Is this big or small?",
      attachment_type: "text",
      attachment: "ant",
      categories: ["big", "small"],
    }),
  });
  const body = (await response.json()) as { task_id: string };
  expect([response.status, body]).toMatchObject([200, {}]);
  return body.task_id;
};

const read = async (mock: MockServer, key: string, path: string): Promise<Record<string, unknown>> => {
  const response = await fetch(`${mock.url("scale-v1")}${path}`, { headers: headersOf(key) });
  return { httpStatus: response.status, ...((await response.json()) as object) };
};

/** Without `fetch`, which repeats a request by itself if the status is 421. */
const statusOf = (mock: MockServer, key: string, path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(`${mock.url("scale-v1")}${path}`, { headers: headersOf(key) }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on("error", reject);
  });

// oxlint-disable-next-line typescript/no-explicit-any -- Tests look into many responses, and name what they expect.
type Controlled = { readonly status: number; readonly body: any };

const control = async (mock: MockServer, line: string, body?: object): Promise<Controlled> => {
  const [method = "", path = ""] = line.split(" ");
  const response = await fetch(`${mock.url()}/_mock${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
};

/** A receiver of callbacks, which responds with these statuses, the last one again and again. */
const startReceiver = async (...statuses: number[]): Promise<{ url: string; taskIds: string[] }> => {
  const taskIds: string[] = [];
  const server = createServer((request, response) => {
    const respond = (body: unknown): void => {
      taskIds.push((body as { task_id: string }).task_id);
      response.writeHead(statuses[taskIds.length - 1] ?? statuses.at(-1) ?? 200).end();
    };
    void json(request).then(respond);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, taskIds };
};

describe("with two instances on one database", () => {
  test("a task that one creates is read, listed, canceled and completed through the other", async () => {
    const key = newKey("live");
    const id = await create(one, key);
    expect(await read(other, key, `/task/${id}`)).toMatchObject({ status: "pending" });
    expect(await read(other, key, "/tasks")).toMatchObject({ total: 1 });
    const completed = await control(other, `POST /tasks/${id}/complete?account=${key}`, {});
    expect(completed.body).toMatchObject({ status: "completed" });
    expect(await read(one, key, `/task/${id}`)).toMatchObject({ status: "completed" });
  });

  test("an account has one clock: frozen and advanced through one, it is read through the other", async () => {
    const key = newKey("live");
    await create(one, key);
    const frozen = await control(other, `POST /clock/freeze?account=${key}`);
    expect(frozen.body.frozen).toBe(true);
    await control(one, `POST /clock/advance?hours=5&account=${key}`);
    const clocks = await Promise.all([one, other].map((mock) => control(mock, `GET /clock?account=${key}`)));
    const advanced = new Date(Date.parse(frozen.body.now) + 5 * 3_600_000).toISOString();
    expect(clocks.map(({ body }) => body.now)).toEqual([advanced, advanced]);
  });

  test("callbacks are retried on the clock that is advanced through the other instance", async () => {
    const receiver = await startReceiver(500, 500, 200);
    const key = newKey("test");
    const id = await create(one, key, receiver.url);
    const { body } = await control(other, `GET /tasks/${id}/delivery?account=${key}&until=attempted`);
    expect(body.attempts).toHaveLength(1);
    const advanced = await control(other, `POST /clock/advance?hours=24&account=${key}`);
    expect(advanced.body.attempts).toBe(2);
    expect(receiver.taskIds).toEqual([id, id, id]);
  });

  test("a wait through one ends with what happens through the other, also without naming the account", async () => {
    const receiver = await startReceiver(200);
    const key = newKey("live");
    const id = await create(one, key, receiver.url);
    const waiting = control(other, `GET /tasks/${id}/delivery?until=ended&timeoutMs=20000`);
    await sleep(50);
    await control(one, `POST /tasks/${id}/complete`, {});
    expect((await waiting).body.status).toBe("succeeded");
  });

  test("event streams have what happens on every instance, of one account or of all", async () => {
    const keys = [newKey("live"), newKey("live")];
    await create(one, keys[0] ?? "");
    await create(other, keys[1] ?? "");
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const open = async (account: string): Promise<{ text: string }> => {
      const { body } = await fetch(`${other.url()}/_mock/events?account=${account}`, {
        signal: controller.signal,
      });
      const seen = { text: "" };
      void (async () => {
        for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) seen.text += part;
      })().catch(() => undefined);
      return seen;
    };
    const [ofFirst, ofAll] = [await open(keys[0] ?? ""), await open("*")];
    await expect.poll(() => ofFirst.text + ofAll.text).toContain("listening");
    const ids = [await create(one, keys[0] ?? ""), await create(other, keys[1] ?? "")];
    await expect.poll(() => ofFirst.text).toContain(ids[0]);
    await expect.poll(() => ids.every((id) => ofAll.text.includes(id))).toBe(true);
    expect(ofFirst.text).not.toContain(ids[1]);
  });

  test("faults are used up once, by whichever instance is first", async () => {
    const key = newKey("live");
    await create(one, key);
    await control(other, `POST /faults?account=${key}`, { target: "request", status: 503, times: 2 });
    await control(one, "POST /faults?account=*", {
      target: "request",
      operation: "createAnnotationTask",
      status: 429,
      times: 1,
    });
    const statuses: unknown[] = [];
    for (const mock of [one, other, one]) statuses.push((await read(mock, key, "/tasks"))["httpStatus"]);
    expect(statuses).toEqual([503, 503, 200]);
    const listed = await control(other, "GET /faults");
    expect(listed.body).toHaveLength(1);
    expect((await control(other, "DELETE /faults?account=*")).status).toBe(204);
    expect((await control(one, "GET /faults")).body).toEqual([]);
  });

  test.each([421, 599])("a fault has the status %i through every instance", async (status) => {
    const key = newKey("live");
    await create(one, key);
    await control(one, `POST /faults?account=${key}`, { target: "request", status, times: 2 });
    const statuses: unknown[] = [];
    for (const mock of [other, one, other]) statuses.push(await statusOf(mock, key, "/tasks"));
    expect(statuses).toEqual([status, status, 200]);
  });

  test("a forwarded request is remembered and counted once, without what instances write to each other", async () => {
    const key = newKey("live");
    const id = await create(one, key);
    const seen = requests.length;
    await read(other, key, `/task/${id}`);
    await control(other, `POST /tasks/${id}/complete`, {});
    for (const path of [`/scale-v1/task/${id}`, `/_mock/tasks/${id}/complete`]) {
      const logged = requests.slice(seen).filter((request) => request.path === path);
      expect(logged).toHaveLength(2);
      expect(logged.filter(({ forwarded }) => forwarded)).toHaveLength(1);
    }
    const { body } = await control(other, `GET /requests?account=${key}`);
    expect(body).toHaveLength(2);
    expect(JSON.stringify(body)).not.toContain("task-mock-");
  });

  test("a connection that a fault drops is dropped through every instance", async () => {
    const key = newKey("live");
    await create(one, key);
    await control(one, `POST /faults?account=${key}`, { target: "request", drop: true, times: 2 });
    for (const mock of [one, other]) await expect(read(mock, key, "/tasks")).rejects.toThrow("fetch failed");
    expect(await read(other, key, "/tasks")).toMatchObject({ httpStatus: 200 });
  });

  test("snapshots of one are listed and restored by the other", async () => {
    const [first, second] = [newKey("live"), newKey("live")];
    await create(one, first);
    await create(other, second);
    const { body: snapshot } = await control(one, "POST /snapshots?account=*");
    await create(other, first);
    await control(one, `POST /reset?account=${second}`);
    expect((await control(other, "GET /snapshots")).body).toContainEqual(snapshot);
    expect((await control(other, `POST /snapshots/${snapshot.snapshotId}/restore`)).status).toBe(200);
    expect(await read(one, first, "/tasks")).toMatchObject({ total: 1 });
    expect(await read(one, second, "/tasks")).toMatchObject({ total: 1 });
    expect((await control(one, `DELETE /snapshots/${snapshot.snapshotId}`)).status).toBe(204);
  });

  test("what is done to all accounts is done to those of every instance", async () => {
    const keys = [newKey("live"), newKey("live")];
    await create(one, keys[0] ?? "");
    await create(other, keys[1] ?? "");
    const { body: accounts } = await control(one, "GET /accounts");
    expect(accounts.map(({ account }: { account: string }) => account)).toEqual(expect.arrayContaining(keys));
    await control(one, "PATCH /settings?account=*", { disabledTaskTypes: ["transcription"] });
    await control(one, "POST /clock/freeze?account=*");
    for (const key of [...keys, newKey("live")]) {
      for (const mock of [one, other]) {
        expect((await control(mock, `GET /settings?account=${key}`)).body.disabledTaskTypes).toEqual([
          "transcription",
        ]);
        expect((await control(mock, `GET /clock?account=${key}`)).body.frozen).toBe(true);
      }
    }
    const { body: journal } = await control(other, "GET /requests?limit=2");
    expect(journal).toHaveLength(2);
    expect((await control(other, "POST /reset?account=*")).status).toBe(204);
    expect((await control(one, "GET /accounts")).body).toEqual([]);
    expect((await control(one, "GET /clock?account=*")).body.frozen).toBe(false);
  });

  test("pages walk through one while the other inserts, without a gap or a duplicate", async () => {
    const key = newKey("live");
    const before = new Set<string>();
    for (let task = 0; task < 30; task++) before.add(await create(one, key));
    const seen: string[] = [];
    let token: string | null | undefined;
    const inserting = (async () => {
      for (let task = 0; task < 30; task++) await create(other, key);
    })();
    do {
      const query = token === undefined ? "" : `&next_token=${token}`;
      const page = await read(one, key, `/tasks?limit=7${query}`);
      seen.push(...(page["docs"] as { task_id: string }[]).map(({ task_id: id }) => id));
      token = page["next_token"] as string | null;
    } while (token);
    await inserting;
    expect(new Set(seen).size).toBe(seen.length);
    expect([...before].filter((id) => !seen.includes(id))).toEqual([]);
  });

  test("an account handle works wherever its account is", async () => {
    const key = newKey("test");
    const receiver = await startReceiver(200);
    const id = await create(one, key, receiver.url);
    const delivery = await other.account(key).waitForCallback(id, { until: "ended" });
    expect(delivery.status).toBe("succeeded");
  });
});

test("an instance that closes hands its accounts over, and no request fails", async () => {
  const leaving = await startInstance();
  const key = newKey("live");
  const id = await create(leaving, key);
  await control(leaving, `POST /clock/freeze?account=${key}`);
  const { body: clock } = await control(leaving, `POST /clock/advance?days=3&account=${key}`);
  const statuses: unknown[] = [];
  const closed = new AbortController();
  const reading = (async () => {
    while (!closed.signal.aborted) statuses.push((await read(one, key, `/task/${id}`))["httpStatus"]);
  })();
  await leaving.close();
  closed.abort();
  await reading;
  await create(other, key);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect((await control(one, `GET /clock?account=${key}`)).body).toEqual(
    expect.objectContaining({ now: clock.now, frozen: true }),
  );
});

test("an event stream ends when its account goes to another instance", async () => {
  const leaving = await startInstance();
  const key = newKey("live");
  await create(leaving, key);
  const { body } = await fetch(`${one.url()}/_mock/events?account=${key}`);
  const ended = (async () => {
    for await (const part of body ?? []) void part;
    return "ended";
  })();
  await leaving.close();
  // Regularly, or cut off: the reader opens another one.
  await expect(ended.catch(() => "ended")).resolves.toBe("ended");
});

test("no instance had a defect", () => {
  expect(defects).toEqual([]);
});
