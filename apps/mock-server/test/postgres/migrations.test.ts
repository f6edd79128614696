import { expect, onTestFinished, test } from "vitest";
import { openPostgres } from "../../src/store/postgres-database.ts";
import { postgresFormat } from "../../src/store/postgres-schema.ts";
import { createPostgresStore } from "../../src/store/postgres-store.ts";
import { newTask } from "@task-contracts/mock/test/support/records";
import { newPostgresUrl } from "../support/postgres-schema.ts";

const open = async (url: string): ReturnType<typeof openPostgres> => {
  const database = await openPostgres(url);
  onTestFinished(() => database.close());
  return database;
};

test("servers that start together create the tables once", async () => {
  const url = newPostgresUrl();
  const databases = await Promise.all([open(url), open(url), open(url)]);
  for (const database of databases)
    expect(await database.query("SELECT version FROM format")).toEqual([{ version: postgresFormat }]);
});

test("tables of an older version are migrated, with what they have", async () => {
  const url = newPostgresUrl();
  const older = await open(url);
  await createPostgresStore(older).write([{ put: "task", record: newTask(1) }]);
  await older.query("DROP TABLE instances, leases, secrets, faults, snapshots");
  await older.query("DROP SEQUENCE blocks");
  await older.query("DROP SEQUENCE fault_numbers");
  await older.query("UPDATE format SET version = 1");
  const migrated = createPostgresStore(await open(url));
  expect(await migrated.findTasks("task-1")).toEqual([newTask(1)]);
});

test("tables of a newer version are refused, and left alone", async () => {
  const url = newPostgresUrl();
  const newer = await open(url);
  await newer.query("UPDATE format SET version = 99");
  await expect(openPostgres(url)).rejects.toThrow(
    /^The store postgres:\S+ has format 99, and this version reads formats up to 2\. Use the version that made it, or/,
  );
  expect(await newer.query("SELECT version FROM format")).toEqual([{ version: 99 }]);
});

test("the schema of another application is refused, and left alone", async () => {
  const url = newPostgresUrl();
  const database = await open(url);
  await database.query("DROP TABLE format");
  await expect(openPostgres(url)).rejects.toThrow(
    "has the tables of another application. It was left as it is; name another one: ?schema=NAME.",
  );
});

test.each([
  ["postgres://", "names no database"],
  ["postgres://127.0.0.1", "names no database"],
  ["postgres://127.0.0.1/mocks?schema=No", 'schema is "No"'],
  [
    "postgres://127.0.0.1:1/mocks",
    "nothing listens there. Start PostgreSQL, or correct the host and the port.",
  ],
  ["postgres://name.invalid/mocks", "there is no such host"],
])("%s is refused with what to do", async (url, message) => {
  await expect(openPostgres(url)).rejects.toThrow(message);
});

test("a database that does not exist, and a wrong password, are named", async () => {
  const url = new URL(newPostgresUrl());
  url.pathname = "/none";
  await expect(openPostgres(url.href)).rejects.toThrow("there is no such database. Create it (createdb)");
  if (process.env["DATABASE_URL"] !== undefined) return;
  url.password = "wrong";
  await expect(openPostgres(url.href)).rejects.toThrow("the user or the password is wrong");
});
