import { describe, expect, test } from "vitest";
import type { StoreChange, StoreDump } from "../../src/engine/store/store.ts";
import { newAccount, newDelivery, newTask } from "../support/records.ts";
import { createReferenceStore } from "../support/reference-store.ts";
import type { StoreUnderTest } from "./store-under-test.ts";

/** What a store reads back. */
export const testReads = ({ name, open }: StoreUnderTest): void => {
  describe(`a ${name} store`, () => {
    test("is empty at first", async () => {
      const store = await open();
      expect(await store.dump()).toEqual({ accounts: [], tasks: [], deliveries: [] });
      expect(await store.dump("ann")).toEqual({ accounts: [], tasks: [], deliveries: [] });
      expect(await store.listUnfinished()).toEqual({ tasks: [], deliveries: [] });
      expect(await store.lastSequence()).toBe(0);
    });

    test("finds tasks of all accounts and APIs by their id", async () => {
      const store = await open();
      const same = [
        newTask(1, { id: "same" }),
        newTask(2, { id: "same", account: "bob", api: "dataflowkit-v1" }),
      ];
      await store.write([...same, newTask(3)].map((record) => ({ put: "task", record })));
      expect(await store.findTasks("same")).toEqual(same);
      expect(await store.findTasks("none")).toEqual([]);
    });

    test("knows when each account created its newest task", async () => {
      const store = await open();
      expect(await store.lastCreations()).toEqual(new Map());
      const tasks = [
        newTask(1),
        newTask(2, { api: "scale-beta" }),
        newTask(3, { account: "bob" }),
        newTask(4),
      ];
      await store.write(tasks.map((record) => ({ put: "task", record })));
      expect(await store.lastCreations()).toEqual(
        new Map([
          ["ann", 4000],
          ["bob", 3000],
        ]),
      );
      await store.write([{ delete: "task", api: "scale-v1", account: "bob", id: "task-3" }]);
      expect(await store.lastCreations()).toEqual(new Map([["ann", 4000]]));
    });

    test("lists accounts in the order in which they were made", async () => {
      const store = await open();
      await store.write(["dan", "ann", "bob"].map((key) => ({ put: "account", record: newAccount(key) })));
      await store.write([
        { delete: "all", account: "dan" },
        { put: "account", record: newAccount("ann", "changed") },
        { put: "account", record: newAccount("dan") },
      ]);
      const accounts = [newAccount("ann", "changed"), newAccount("bob"), newAccount("dan")];
      expect(await store.listAccounts()).toEqual(accounts);
    });

    test.each([
      { query: {}, ids: ["delivery-1", "delivery-2", "delivery-3", "delivery-4"] },
      { query: { account: "ann" }, ids: ["delivery-1", "delivery-2", "delivery-4"] },
      { query: { taskId: "task-1" }, ids: ["delivery-1", "delivery-3", "delivery-4"] },
      { query: { account: "ann", taskId: "task-1" }, ids: ["delivery-1", "delivery-4"] },
      { query: { limit: 2 }, ids: ["delivery-3", "delivery-4"] },
      { query: { account: "ann", limit: 2 }, ids: ["delivery-2", "delivery-4"] },
      { query: { taskId: "task-1", limit: 1 }, ids: ["delivery-4"] },
      { query: { taskId: "task-1", limit: 9 }, ids: ["delivery-1", "delivery-3", "delivery-4"] },
      { query: { account: "cid" }, ids: [] },
      { query: { limit: 0 }, ids: [] },
    ])("lists the deliveries of $query, the newest last", async ({ query, ids }) => {
      const store = await open();
      const deliveries = [
        newDelivery(4),
        newDelivery(1),
        newDelivery(3, { account: "bob" }),
        newDelivery(2, { taskId: "task-2" }),
      ];
      await store.write(deliveries.map((record) => ({ put: "delivery", record })));
      expect((await store.listDeliveries(query)).map(({ id }) => id)).toEqual(ids);
    });

    test("knows what is unfinished", async () => {
      const store = await open();
      const { nextAttemptAt: _, ...finished } = newDelivery(4, { status: "succeeded" });
      await store.write([
        { put: "task", record: newTask(1, { dueAt: 9000 }) },
        { put: "task", record: newTask(2, { dueAt: 5000, account: "bob" }) },
        { put: "delivery", record: newDelivery(3) },
        { put: "delivery", record: newDelivery(4) },
      ]);
      await store.write([
        { put: "task", record: newTask(1, { status: "completed" }) },
        { put: "delivery", record: finished },
      ]);
      expect(await store.listUnfinished()).toEqual({
        tasks: [newTask(2, { dueAt: 5000, account: "bob" })],
        deliveries: [newDelivery(3)],
      });
    });

    test("knows the highest sequence of tasks and deliveries", async () => {
      const store = await open();
      await store.write([{ put: "task", record: newTask(7_000_000_000) }]);
      expect(await store.lastSequence()).toBe(7_000_000_000);
      await store.write([{ put: "delivery", record: newDelivery(7_000_000_001) }]);
      expect(await store.lastSequence()).toBe(7_000_000_001);
    });

    test("dumps one account, or all, the oldest first", async () => {
      const store = await open();
      await store.write([
        { put: "task", record: newTask(3, { account: "bob" }) },
        { put: "task", record: newTask(2, { api: "scale-beta" }) },
        { put: "task", record: newTask(1) },
        { put: "delivery", record: newDelivery(5) },
        { put: "delivery", record: newDelivery(4, { account: "bob" }) },
        { put: "account", record: newAccount("bob") },
      ]);
      expect((await store.dump()).tasks.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      expect(await store.dump("bob")).toEqual({
        accounts: [newAccount("bob")],
        tasks: [newTask(3, { account: "bob" })],
        deliveries: [newDelivery(4, { account: "bob" })],
      });
    });

    test("dumps what another store can take over, and takes over what that dumps", async () => {
      const store = await open();
      await store.write([
        { put: "account", record: newAccount("ann") },
        { put: "task", record: newTask(1, { customerReviewStatus: "rejected", hidden: { script: "x" } }) },
        { put: "delivery", record: newDelivery(2) },
      ]);
      const dump = await store.dump();
      const other = createReferenceStore();
      await other.write(restoring(dump));
      expect(await other.dump()).toEqual(dump);
      const same = await open();
      await same.write(restoring(await other.dump()));
      expect(await same.dump()).toEqual(dump);
    });

    test("can be closed twice", async () => {
      const store = await open();
      await store.close();
      await expect(store.close()).resolves.toBeUndefined();
    });
  });
};

const restoring = ({ accounts, tasks, deliveries }: StoreDump): StoreChange[] => [
  ...accounts.map((record) => ({ put: "account", record }) as const),
  ...tasks.map((record) => ({ put: "task", record }) as const),
  ...deliveries.map((record) => ({ put: "delivery", record }) as const),
];
