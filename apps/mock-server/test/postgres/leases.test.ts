import { expect, onTestFinished, test } from "vitest";
import { newAccount, newTask } from "@task-contracts/mock/test/support/records";
import { openPostgres, type PostgresDatabase } from "../../src/store/postgres-database.ts";
import { createPostgresStore } from "../../src/store/postgres-store.ts";
import { newPostgresUrl } from "../support/postgres-schema.ts";

const open = async (): Promise<PostgresDatabase> => {
  const database = await openPostgres(newPostgresUrl());
  onTestFinished(() => database.close());
  return database;
};

test("an instance writes only accounts that it has a lease of", async () => {
  const database = await open();
  await database.query("INSERT INTO leases VALUES ('ann', 'one'), ('bob', 'other')");
  const store = createPostgresStore(database, { instance: "one" });
  await store.write([{ put: "task", record: newTask(1) }]);
  const refused = store.write([
    { put: "account", record: newAccount("ann") },
    { put: "task", record: newTask(2, { account: "bob" }) },
  ]);
  await expect(refused).rejects.toThrow("another instance has taken over an account");
  expect(await store.dump()).toEqual({ accounts: [], tasks: [newTask(1)], deliveries: [] });
});

test("a write of an account that is lost does not keep those of the same moment from being stored", async () => {
  const database = await open();
  await database.query("INSERT INTO leases VALUES ('ann', 'one')");
  const store = createPostgresStore(database, { instance: "one" });
  const results = await Promise.allSettled(
    [newTask(1), newTask(2, { account: "bob" }), newTask(3)].map((record) =>
      store.write([{ put: "task", record }]),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("deleting everything deletes what the instance has a lease of", async () => {
  const database = await open();
  await database.query("INSERT INTO leases VALUES ('ann', 'one'), ('bob', 'other')");
  for (const [instance, record] of [
    ["one", newTask(1)],
    ["other", newTask(2, { account: "bob" })],
  ] as const)
    await createPostgresStore(database, { instance }).write([{ put: "task", record }]);
  const store = createPostgresStore(database, { instance: "one" });
  await store.write([{ delete: "all" }]);
  expect((await store.dump()).tasks.map(({ account }) => account)).toEqual(["bob"]);
});
