import { describe, expect, test } from "vitest";
import type { StoreChange } from "../../src/engine/store/store.ts";
import { newAccount, newDelivery, newQuery, newTask } from "../support/records.ts";
import type { StoreUnderTest } from "./store-under-test.ts";

/** What a store makes of changes. */
export const testWrites = ({ name, open }: StoreUnderTest): void => {
  describe(`what is written to a ${name} store`, () => {
    test("is read as it was written", async () => {
      const store = await open();
      const [account, delivery] = [newAccount("ann"), newDelivery(2)];
      const task = newTask(1, {
        dueAt: 5,
        customerReviewStatus: "accepted",
        hidden: { payload: ["ü", null, 1.5] },
      });
      await store.write([
        { put: "account", record: account },
        { put: "task", record: task },
        { put: "delivery", record: delivery },
      ]);
      expect(await store.getAccount("ann")).toEqual(account);
      expect(await store.getTask("scale-v1", "ann", "task-1")).toEqual(task);
      expect(await store.getDelivery("delivery-2")).toEqual(delivery);
    });

    test("is not found under another key", async () => {
      const store = await open();
      await store.write([{ put: "task", record: newTask(1) }]);
      expect(await store.getTask("scale-v1", "bob", "task-1")).toBeUndefined();
      expect(await store.getTask("scale-beta", "ann", "task-1")).toBeUndefined();
      expect(await store.getTask("scale-v1", "ann", "task-2")).toBeUndefined();
      expect(await store.getAccount("ann")).toBeUndefined();
      expect(await store.getDelivery("task-1")).toBeUndefined();
    });

    test("replaces what has the same key", async () => {
      const store = await open();
      const [account, task, delivery] = [
        newAccount("ann", "new"),
        newTask(1, { status: "completed" }),
        newDelivery(2),
      ];
      await store.write([
        { put: "account", record: newAccount("ann", "old") },
        { put: "task", record: newTask(1) },
        { put: "delivery", record: newDelivery(2, { taskId: "task-0", account: "bob" }) },
      ]);
      await store.write([
        { put: "account", record: account },
        { put: "task", record: task },
        { put: "delivery", record: delivery },
      ]);
      expect(await store.dump()).toEqual({ accounts: [account], tasks: [task], deliveries: [delivery] });
      expect(await store.listDeliveries({ account: "bob" })).toEqual([]);
      expect(await store.listDeliveries({ taskId: "task-0" })).toEqual([]);
    });

    test("takes the place of its sequence, when a task gets a new one", async () => {
      const store = await open();
      await store.write([1, 2, 3].map((sequence) => ({ put: "task", record: newTask(sequence) })));
      await store.write([{ put: "task", record: newTask(4, { id: "task-1" }) }]);
      const { records, total } = await store.listTasks(newQuery());
      expect(records.map(({ id }) => id)).toEqual(["task-1", "task-3", "task-2"]);
      expect(total).toBe(3);
      await store.write([{ put: "task", record: newTask(1) }]);
      expect(await store.lastSequence()).toBe(3);
    });

    test.each<{ what: string; claim: StoreChange; message: string }>([
      {
        what: "task",
        claim: { put: "task", record: newTask(1, { account: "bob", id: "task-9" }) },
        message:
          "task task-9 was not stored: another task has its sequence, 1. Give it one above lastSequence().",
      },
      {
        what: "delivery",
        claim: { put: "delivery", record: newDelivery(2, { id: "late" }) },
        message:
          "delivery late was not stored: another delivery has its sequence, 2. Give it one above lastSequence().",
      },
    ])("is nothing at all, if one $what claims the sequence of another", async ({ claim, message }) => {
      const store = await open();
      await store.write([
        { put: "account", record: newAccount("bob") },
        { put: "account", record: newAccount("ann") },
        { put: "task", record: newTask(1) },
        { put: "task", record: newTask(5, { account: "bob" }) },
        { put: "delivery", record: newDelivery(2) },
        { put: "delivery", record: newDelivery(6, { account: "bob" }) },
      ]);
      const before = await store.dump();
      const write = store.write([
        { delete: "all", account: "bob" },
        { put: "account", record: newAccount("bob", "made again") },
        { put: "account", record: newAccount("cid") },
        { put: "task", record: newTask(1, { status: "completed" }) },
        { put: "task", record: newTask(3) },
        { delete: "task", api: "scale-v1", account: "ann", id: "task-3" },
        { put: "task", record: newTask(5, { account: "cid" }) },
        { put: "delivery", record: newDelivery(2, { status: "failed" }) },
        { put: "delivery", record: newDelivery(4) },
        claim,
      ]);
      await expect(write).rejects.toThrow(message);
      expect(await store.dump()).toEqual(before);
      expect(await store.listTasks(newQuery({ status: "pending" }))).toMatchObject({ total: 1 });
      expect(await store.listTasks(newQuery({ account: "bob" }))).toMatchObject({ total: 1 });
      expect(await store.lastSequence()).toBe(6);
    });

    test("leaves everything as it was, if it fails after deleting everything", async () => {
      const store = await open();
      await store.write([{ put: "task", record: newTask(1) }]);
      const changes: StoreChange[] = [
        { delete: "all" },
        { put: "task", record: newTask(1, { id: "first" }) },
        { put: "task", record: newTask(1, { id: "second" }) },
      ];
      await expect(store.write(changes)).rejects.toThrow("task second was not stored");
      expect(await store.findTasks("task-1")).toEqual([newTask(1)]);
      expect(await store.findTasks("first")).toEqual([]);
    });

    test("fails alone: writes of the same moment are kept", async () => {
      const store = await open();
      await store.write([{ put: "task", record: newTask(1) }]);
      const results = await Promise.allSettled(
        [newTask(2), newTask(1, { id: "claims-1" }), newTask(3)].map((record) =>
          store.write([{ put: "task", record }]),
        ),
      );
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect((await store.dump()).tasks).toEqual([newTask(1), newTask(2), newTask(3)]);
    });
  });

  describe(`what is deleted from a ${name} store`, () => {
    const everything: StoreChange[] = [
      { put: "account", record: newAccount("ann") },
      { put: "account", record: newAccount("bob") },
      { put: "task", record: newTask(1) },
      { put: "task", record: newTask(2, { api: "scale-beta" }) },
      { put: "task", record: newTask(3, { account: "bob" }) },
      { put: "delivery", record: newDelivery(4) },
      { put: "delivery", record: newDelivery(5, { account: "bob" }) },
    ];

    test("is one task, if only one is requested", async () => {
      const store = await open();
      await store.write([...everything, { delete: "task", api: "scale-v1", account: "ann", id: "task-1" }]);
      expect((await store.dump()).tasks.map(({ id }) => id)).toEqual(["task-2", "task-3"]);
      expect(await store.listTasks(newQuery())).toEqual({ records: [], total: 0, hasMore: false });
    });

    test("is nothing, if the task is unknown", async () => {
      const store = await open();
      await store.write([
        ...everything,
        { delete: "task", api: "dataflowkit-v1", account: "ann", id: "task-1" },
        { delete: "task", api: "scale-v1", account: "nobody", id: "task-1" },
        { delete: "all", account: "nobody" },
      ]);
      expect((await store.dump()).tasks).toHaveLength(3);
    });

    test("is one account with its tasks and deliveries, and no other", async () => {
      const store = await open();
      await store.write([...everything, { delete: "all", account: "ann" }]);
      expect(await store.dump()).toEqual({
        accounts: [newAccount("bob")],
        tasks: [newTask(3, { account: "bob" })],
        deliveries: [newDelivery(5, { account: "bob" })],
      });
      expect(await store.listTasks(newQuery({ api: "scale-beta" }))).toMatchObject({ total: 0 });
      expect(await store.listDeliveries({ taskId: "task-1", account: "ann" })).toEqual([]);
    });

    test("is everything, and its sequences can be used again", async () => {
      const store = await open();
      await store.write([...everything, { delete: "all" }]);
      expect(await store.dump()).toEqual({ accounts: [], tasks: [], deliveries: [] });
      expect(await store.lastSequence()).toBe(0);
      await store.write(everything);
      expect(await store.lastSequence()).toBe(5);
    });
  });
};
