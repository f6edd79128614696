import * as fc from "fast-check";
import { describe, expect } from "vitest";
import type { MockServer } from "../src/index.ts";
import { test } from "./support/mock-test.ts";
import { createTask, newKey, question, send } from "./support/send.ts";

interface Page {
  readonly docs: readonly { readonly task_id: string; readonly created_at: string }[];
  readonly total: number;
  readonly has_more: boolean;
  readonly next_token: string | null;
}

const list = async (
  mock: MockServer,
  key: string,
  query: Readonly<Record<string, unknown>> = {},
): Promise<Page> => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined) as [string, string][];
  const { status, body } = await send(mock, `GET /scale-v1/tasks?${new URLSearchParams(given).toString()}`, {
    key,
  });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as unknown as Page;
};

const ids = ({ docs }: Page): string[] => docs.map(({ task_id: id }) => id);

const types = ["categorization", "transcription"] as const;
const transcription = {
  attachment_type: "image",
  attachment: "https://files.example/a.jpg",
  fields: { total: "The sum" },
};

/** Creates a live task, and brings it into a state. */
const makeTask = async (
  mock: MockServer,
  key: string,
  { type, status, review }: { type: (typeof types)[number]; status: string; review?: string | undefined },
): Promise<string> => {
  const { body } = await send(mock, `POST /scale-v1/task/${type}`, {
    key,
    json: {
      ...question,
      callback_url: "http://127.0.0.1:9/",
      ...(type === "transcription" && transcription),
    },
  });
  const id = String(body["task_id"]);
  if (status === "completed") await mock.account(key).completeTask(id);
  if (status === "canceled") await send(mock, `POST /scale-v1/task/${id}/cancel`, { key });
  if (review) await send(mock, `POST /_mock/tasks/${id}/review`, { json: { status: review } });
  return id;
};

describe("each filter finds what it names, and nothing else", () => {
  /** Bounds are milliseconds after the first of four tasks, which are a second apart. */
  const filters = [
    [{}, [0, 1, 2, 3]],
    [{ status: "pending" }, [0]],
    [{ status: "completed" }, [1, 3]],
    [{ status: "canceled" }, [2]],
    [{ type: "transcription" }, [2, 3]],
    [{ type: "of another time" }, []],
    [{ customer_review_status: "accepted" }, [1]],
    [{ customer_review_status: "ACCEPTED" }, []],
    [{ type: "transcription", status: "completed" }, [3]],
    [{ type: "categorization", status: "completed", customer_review_status: "accepted" }, [1]],
    [{ type: "categorization", status: "canceled" }, []],
    [
      { status: "", type: "", customer_review_status: "", start_time: "", end_time: "", limit: "" },
      [0, 1, 2, 3],
    ],
    [{ start_time: 1000 }, [1, 2, 3]],
    [{ start_time: 1001 }, [2, 3]],
    [{ end_time: 1000 }, [0, 1]],
    [{ end_time: 999 }, [0]],
    [{ start_time: 1000, end_time: 1000 }, [1]],
    [{ start_time: 2000, end_time: 1000 }, []],
    [{ start_time: 1000, end_time: 3000, status: "completed" }, [1, 3]],
    [{ start_time: 1000, end_time: 2999, status: "completed", type: "transcription" }, []],
  ] as const;

  test("alone and combined", async ({ mock }) => {
    const key = newKey("live");
    const { clock } = mock.account(key);
    const start = Date.parse((await clock.freeze()).now);
    const made: string[] = [];
    for (const task of [
      { type: "categorization", status: "pending" },
      { type: "categorization", status: "completed", review: "accepted" },
      { type: "transcription", status: "canceled" },
      { type: "transcription", status: "completed" },
    ] as const) {
      made.push(await makeTask(mock, key, task));
      await clock.advance({ seconds: 1 });
    }
    for (const [filter, expected] of filters) {
      const written = Object.entries(filter).map(([name, value]) => [
        name,
        typeof value === "number" ? new Date(start + value).toISOString() : value,
      ]);
      const page = await list(mock, key, Object.fromEntries(written));
      const found = expected.map((index) => made[index]).toReversed();
      expect({ filter, found: ids(page), total: page.total }).toEqual({ filter, found, total: found.length });
    }
  });

  test.for(["+02:00", "-02:00", "Z"])("a time may have the zone %s", async (zone, { mock }) => {
    const key = newKey("live");
    const { clock } = mock.account(key);
    const now = Date.parse((await clock.freeze()).now);
    const id = await createTask(mock, key);
    const local = now + (zone === "Z" ? 0 : Number.parseInt(zone, 10) * 3_600_000);
    const bound = new Date(local).toISOString().replace("Z", zone);
    expect(ids(await list(mock, key, { start_time: bound, end_time: bound }))).toEqual([id]);
  });

  test("a bare date means its first moment in UTC", async ({ mock }) => {
    const key = newKey("live");
    const { clock } = mock.account(key);
    await clock.freeze();
    const midnight = new Date(Date.parse((await clock.now()).now) + 86_400_000).toISOString().slice(0, 10);
    const untilMidnight = Date.parse(midnight) - Date.parse((await clock.now()).now);
    await clock.advance({ milliseconds: untilMidnight - 1 });
    const before = await createTask(mock, key);
    await clock.advance({ milliseconds: 1 });
    const at = await createTask(mock, key);
    await clock.advance({ milliseconds: 1 });
    const after = await createTask(mock, key);

    expect(ids(await list(mock, key, { start_time: midnight }))).toEqual([after, at]);
    expect(ids(await list(mock, key, { end_time: midnight }))).toEqual([at, before]);
    expect(ids(await list(mock, key, { start_time: midnight, end_time: midnight }))).toEqual([at]);
  });
});

describe("a list refuses what it does not understand", () => {
  test.for([
    ["next_token=nonsense", 'next_token is "nonsense", which no page of this list has.'],
    ["start_time=2026-02-30", 'start_time is "2026-02-30"'],
    ["start_time=2016-12-31T23:59:60Z", "which is no date"],
    ["start_time=2026-03-01T00:00:00+01:00", "start_time is"],
    ["status=done", 'status is "done"'],
    ["status=pending&status=completed", "status is"],
  ] as const)("%s", async ([query, error], { mock, apiKey }) => {
    const { status, body } = await send(mock, `GET /scale-v1/tasks?${query}`, { key: apiKey });
    expect(status).toBe(400);
    expect(body["error"]).toContain(error);
  });
});

describe("pages", () => {
  test("by offset and by token lead through the same tasks, the newest first", async ({ mock }) => {
    const key = newKey("live");
    const made: string[] = [];
    for (let index = 0; index < 7; index++) made.unshift(await createTask(mock, key));

    const byOffset: string[] = [];
    for (let offset = 0; offset < 9; offset += 3) {
      const page = await list(mock, key, { limit: 3, offset });
      byOffset.push(...ids(page));
      expect(page).toMatchObject({ total: 7, limit: 3, offset, has_more: offset < 6 });
    }
    const byToken: string[] = [];
    for (let token: string | null | undefined; token !== null;) {
      const page: Page = await list(mock, key, { limit: 3, next_token: token });
      byToken.push(...ids(page));
      token = page.next_token;
      expect(page.has_more).toBe(token !== null);
    }
    expect({ byOffset, byToken }).toEqual({ byOffset: made, byToken: made });
    expect(await list(mock, key, { offset: 100 })).toMatchObject({
      docs: [],
      total: 7,
      has_more: false,
      next_token: null,
    });
    expect(await list(mock, key, { limit: 7 })).toMatchObject({ has_more: false, next_token: null });
  });

  test("by token stay the same while tasks are created, which a naive model confirms", async ({ mock }) => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ create: fc.integer({ min: 1, max: 4 }) }) },
      { weight: 2, arbitrary: fc.record({ limit: fc.integer({ min: 1, max: 5 }) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
        const key = newKey("live");
        let all: string[] = [];
        let walk: { token: string | null | undefined; left: string[] } | undefined;
        for (const it of [{ create: 5 }, ...steps]) {
          if ("create" in it) {
            const made = await Promise.all(Array.from({ length: it.create }, () => createTask(mock, key)));
            // Created at the same time: the list knows their order, and it may not change any more.
            const newest = ids(await list(mock, key, { limit: it.create }));
            expect(newest.toSorted()).toEqual(made.toSorted());
            all = newest.concat(all);
          } else {
            walk ??= { token: undefined, left: all };
            const page = await list(mock, key, { limit: it.limit, next_token: walk.token ?? undefined });
            expect(ids(page)).toEqual(walk.left.slice(0, it.limit));
            expect(page.total).toBe(all.length);
            const left = walk.left.slice(it.limit);
            expect(page.has_more).toBe(left.length > 0);
            walk = page.next_token === null ? undefined : { token: page.next_token, left };
          }
        }
        expect(ids(await list(mock, key))).toEqual(all);
      }),
      { numRuns: 25 },
    );
  });

  test("by offset never lose a task while others are created", async ({ mock }) => {
    const key = newKey("live");
    const old: string[] = [];
    for (let index = 0; index < 10; index++) old.push(await createTask(mock, key));
    const seen = new Set<string>();
    for (let offset = 0; offset < 40; offset += 4) {
      const [page] = await Promise.all([
        list(mock, key, { limit: 4, offset }),
        createTask(mock, key),
        createTask(mock, key),
      ]);
      for (const id of ids(page)) seen.add(id);
    }
    for (const id of old) expect(seen).toContain(id);
  });
});

describe("the beta lists everything at once", () => {
  test("the newest first, with a status_code in each response, and only its own tasks", async ({
    mock,
    apiKey,
    account,
  }) => {
    await createTask(mock, apiKey);
    const made: string[] = [];
    for (let index = 0; index < 3; index++) {
      const json = { ...question, callback_url: "http://127.0.0.1:9/" };
      const { body } = await send(mock, "POST /scale-beta/task/categorize", { key: apiKey, json });
      made.unshift(String(body["task_id"]));
    }
    for (const id of made) await account.waitForCallback(id);
    const { body } = await send(mock, "GET /scale-beta/tasks?limit=1&status=pending", { key: apiKey });
    expect(body).toMatchObject(
      made.map((id) => ({ task_id: id, status: "completed", response: { status_code: 200 } })),
    );
    expect((await list(mock, apiKey)).total).toBe(1);
  });

  test("and nothing for a new account", async ({ mock, apiKey }) => {
    expect((await send(mock, "GET /scale-beta/tasks", { key: apiKey })).body).toEqual([]);
  });
});
