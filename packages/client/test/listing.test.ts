import { describe, expect } from "vitest";
import { createScaleClient, type ScaleClient } from "../src/scale/index.ts";
import { categorization } from "./requests.ts";
import { test } from "./test.ts";

/** Creates tasks one after the other, and returns their ids, the newest first. */
const createTasks = async (scale: ScaleClient, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    ids.unshift((await scale.createCategorizationTask(categorization)).task_id);
  }
  return ids;
};

const idsOf = async (tasks: AsyncIterable<{ readonly task_id: string }>): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { task_id } of tasks) ids.push(task_id);
  return ids;
};

const callbackUrl = "http://127.0.0.1:9/";

describe("listTasks", () => {
  test("goes through all tasks by token", async ({ mock, apiKey, account }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    const ids = await createTasks(scale, 7);
    expect(await idsOf(scale.listTasks({ limit: 3 }))).toEqual(ids);
    const queries = (await account.requests({ operation: "listTasks" })).map(({ query }) => query);
    expect(queries).toEqual([
      "limit=3",
      expect.stringMatching(/^limit=3&next_token=\w+$/) as string,
      expect.stringMatching(/^limit=3&next_token=\w+$/) as string,
    ]);
  });

  test("sees each task once, even if tasks are created meanwhile", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    const ids = await createTasks(scale, 4);
    const seen: string[] = [];
    for await (const { task_id } of scale.listTasks({ limit: 2 })) {
      seen.push(task_id);
      await scale.createCategorizationTask(categorization);
    }
    expect(seen).toEqual(ids);
  });

  test("gives single pages", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    const ids = await createTasks(scale, 5);
    const page = await scale.listTasks({ limit: 2, offset: 2 }).page();
    expect(page).toMatchObject({ total: 5, limit: 2, offset: 2, has_more: true });
    expect(page.docs.map(({ task_id }) => task_id)).toEqual(ids.slice(2, 4));
    const next = await scale
      .listTasks({ limit: 2, ...(page.next_token && { next_token: page.next_token }) })
      .page();
    expect(next.docs.map(({ task_id }) => task_id)).toEqual(ids.slice(4));
  });

  test("gives page after page", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    await createTasks(scale, 5);
    const sizes: number[] = [];
    for await (const { docs } of scale.listTasks({ limit: 2 }).pages()) sizes.push(docs.length);
    expect(sizes).toEqual([2, 2, 1]);
  });

  test("requests nothing before it is read, and nothing after it is left", async ({
    mock,
    apiKey,
    account,
  }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    await createTasks(scale, 3);
    const tasks = scale.listTasks({ limit: 1 });
    expect(await account.requests({ operation: "listTasks" })).toEqual([]);
    for await (const _ of tasks) break;
    expect(await account.requests({ operation: "listTasks" })).toHaveLength(1);
  });

  test("passes filters on", async ({ mock, apiKey }) => {
    const scale = createScaleClient({ apiKey, baseUrl: mock.url("scale-v1"), callbackUrl });
    await createTasks(scale, 2);
    expect(await idsOf(scale.listTasks({ type: "annotation" }))).toEqual([]);
    expect(await idsOf(scale.listTasks({ start_time: "2100-01-01" }))).toEqual([]);
    expect(await idsOf(scale.listTasks({ end_time: "2100-01-01" }))).toHaveLength(2);
  });

  test("goes by offset where there are no tokens", async ({ serve, apiKey }) => {
    const { url, requests } = await serve((request, response) => {
      const offset = Number(new URL(request.url ?? "", "http://test").searchParams.get("offset"));
      const docs = [offset, offset + 1].map((number) => ({ task_id: `${number}` }));
      response.end(JSON.stringify({ docs, total: 6, limit: 2, offset, has_more: offset < 4 }));
    });
    const scale = createScaleClient({ apiKey, baseUrl: url });
    expect(await idsOf(scale.listTasks({ status: "completed" }))).toEqual(["0", "1", "2", "3", "4", "5"]);
    expect(requests.map((request) => request.url)).toEqual([
      "/tasks?status=completed",
      "/tasks?status=completed&offset=2",
      "/tasks?status=completed&offset=4",
    ]);
  });

  test.for([
    ["a token that leads back", { docs: [{}], next_token: "again" }],
    ["an empty page that says more follow", { docs: [] }],
  ] as const)("does not run in circles: %s", async ([, page], { serve, apiKey }) => {
    const { url } = await serve((_, response) =>
      response.end(JSON.stringify({ total: 1, limit: 1, offset: 0, has_more: true, ...page })),
    );
    const tasks = createScaleClient({ apiKey, baseUrl: url }).listTasks();
    await expect(idsOf(tasks)).rejects.toThrow(
      "listTasks got a page that says more follow, but leads nowhere.",
    );
  });
});
