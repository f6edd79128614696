import { describe, expect, test } from "vitest";
import type { TaskRecord } from "../../src/engine/model.ts";
import type { Store, TaskQuery } from "../../src/engine/store/store.ts";
import { newQuery, newTask } from "../support/records.ts";
import type { StoreUnderTest } from "./store-under-test.ts";

/** Two tasks in each second, of every type and status, some of them reviewed. */
const tasks: readonly TaskRecord[] = Array.from({ length: 12 }, (_, index) =>
  newTask(index + 1, {
    createdAt: Math.floor(index / 2) * 1000,
    type: index % 2 === 0 ? "annotation" : "comparison",
    status: ["pending", "completed", "canceled"][index % 3] ?? "",
    ...(index % 4 === 0 ? { customerReviewStatus: "accepted" } : {}),
  }),
);

const fill = async (store: Store): Promise<Store> => {
  const others = [newTask(13, { account: "bob" }), newTask(14, { api: "scale-beta" })];
  await store.write([...tasks, ...others].map((record) => ({ put: "task", record })));
  return store;
};

interface Case {
  readonly what: string;
  readonly query: Partial<TaskQuery>;
  readonly sequences: readonly number[];
  readonly total: number;
  readonly hasMore?: boolean;
}

const cases: readonly Case[] = [
  { what: "all", query: {}, sequences: [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], total: 12 },
  {
    what: "the oldest",
    query: { order: "ascending", limit: 3 },
    sequences: [1, 2, 3],
    total: 12,
    hasMore: true,
  },
  { what: "a status", query: { status: "completed" }, sequences: [11, 8, 5, 2], total: 4 },
  { what: "a type", query: { type: "annotation" }, sequences: [11, 9, 7, 5, 3, 1], total: 6 },
  {
    what: "a review status",
    query: { customerReviewStatuses: ["accepted"] },
    sequences: [9, 5, 1],
    total: 3,
  },
  {
    what: "one of several review statuses",
    query: { customerReviewStatuses: ["fixed", "accepted"] },
    sequences: [9, 5, 1],
    total: 3,
  },
  {
    what: "none of several review statuses",
    query: { customerReviewStatuses: ["fixed", "x"] },
    sequences: [],
    total: 0,
  },
  { what: "two facets", query: { status: "pending", type: "comparison" }, sequences: [10, 4], total: 2 },
  {
    what: "three facets",
    query: { status: "completed", type: "annotation", customerReviewStatuses: ["accepted"] },
    sequences: [5],
    total: 1,
  },
  { what: "an unknown status", query: { status: "lost" }, sequences: [], total: 0 },
  { what: "an unknown account", query: { account: "cid" }, sequences: [], total: 0 },
  { what: "another API", query: { api: "scale-beta" }, sequences: [14], total: 1 },
  {
    what: "times, both included",
    query: { createdFrom: 1000, createdTo: 2000 },
    sequences: [6, 5, 4, 3],
    total: 4,
  },
  { what: "a time on", query: { createdFrom: 4001 }, sequences: [12, 11], total: 2 },
  { what: "up to a time", query: { createdTo: 999, order: "ascending" }, sequences: [1, 2], total: 2 },
  { what: "times that lie outside", query: { createdFrom: 9000, createdTo: 9999 }, sequences: [], total: 0 },
  {
    what: "times the wrong way round",
    query: { createdFrom: 3000, createdTo: 1000 },
    sequences: [],
    total: 0,
  },
  {
    what: "times and a facet",
    query: { createdFrom: 1000, createdTo: 4000, status: "completed" },
    sequences: [8, 5],
    total: 2,
  },
  { what: "an offset", query: { offset: 4, limit: 2 }, sequences: [8, 7], total: 12, hasMore: true },
  { what: "an offset up to the end", query: { offset: 10, limit: 2 }, sequences: [2, 1], total: 12 },
  { what: "an offset beyond the end", query: { offset: 99 }, sequences: [], total: 12 },
  { what: "no records", query: { limit: 0, status: "pending" }, sequences: [], total: 4, hasMore: true },
  { what: "what comes after a task", query: { after: 4 }, sequences: [3, 2, 1], total: 12 },
  {
    what: "what comes after a task, the oldest first",
    query: { after: 4, order: "ascending", limit: 2 },
    sequences: [5, 6],
    total: 12,
    hasMore: true,
  },
  { what: "what comes after the last", query: { after: 1 }, sequences: [], total: 12 },
  {
    what: "what comes after a task that does not match",
    query: { after: 9, status: "completed", offset: 1, limit: 1 },
    sequences: [5],
    total: 4,
    hasMore: true,
  },
  {
    what: "what comes after a task, within times",
    query: { after: 5, createdFrom: 1000, createdTo: 2000 },
    sequences: [4, 3],
    total: 4,
  },
];

/** Which tasks a page has, in which order. */
export const testPages = ({ name, open }: StoreUnderTest): void => {
  describe(`a page of a ${name} store`, () => {
    test.each(cases)("has $what", async ({ query, sequences, total, hasMore = false }) => {
      const store = await fill(await open());
      const page = await store.listTasks(newQuery(query));
      expect(page.records.map(({ sequence }) => sequence)).toEqual(sequences);
      expect(page).toMatchObject({ total, hasMore });
    });

    test("has whole records", async () => {
      const store = await fill(await open());
      expect((await store.listTasks(newQuery({ limit: 1 }))).records).toEqual(tasks.slice(-1));
    });

    test("follows a task from status to status", async () => {
      const store = await fill(await open());
      await store.write([{ put: "task", record: newTask(4, { type: "comparison", status: "completed" }) }]);
      const completed = await store.listTasks(newQuery({ status: "completed" }));
      expect(completed.records.map(({ sequence }) => sequence)).toEqual([11, 8, 5, 4, 2]);
      expect(completed.total).toBe(5);
      expect(await store.listTasks(newQuery({ status: "pending" }))).toMatchObject({ total: 3 });
      expect(await store.listTasks(newQuery())).toMatchObject({ total: 12 });
    });

    test("follows a task to another time", async () => {
      const store = await fill(await open());
      await store.write([{ put: "task", record: newTask(12, { createdAt: 99_000 }) }]);
      const { records, total } = await store.listTasks(newQuery({ createdFrom: 6000 }));
      expect(records.map(({ sequence }) => sequence)).toEqual([12]);
      expect(total).toBe(1);
    });

    test("leads to every task, from one to the next", async () => {
      const store = await fill(await open());
      const seen: number[] = [];
      for (let hasMore = true, after = 13; hasMore;) {
        const page = await store.listTasks(newQuery({ limit: 5, after }));
        seen.push(...page.records.map(({ sequence }) => sequence));
        ({ hasMore } = page);
        after = seen.at(-1) ?? 0;
      }
      expect(seen).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    });
  });
};
