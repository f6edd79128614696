import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startScript } from "../../test/support/store-process.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import { newAccount, newDelivery, newQuery, newTask } from "@task-contracts/mock/test/support/records";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";

const newFile = (): string => join(temporaryFolder(), "tasks.db");

test("what was written is there when the file is opened again", async () => {
  const file = newFile();
  const store = await openSqliteStore(file);
  await store.write([
    { put: "account", record: newAccount("ann") },
    { put: "task", record: newTask(1) },
    { put: "delivery", record: newDelivery(2) },
  ]);
  const dump = await store.dump();
  await store.close();
  const reopened = await openSqliteStore(file);
  expect(await reopened.dump()).toEqual(dump);
  expect(await reopened.listTasks(newQuery({ status: "pending" }))).toMatchObject({ total: 1 });
  await reopened.close();
});

/** Each write is a task and its delivery, and is printed once it is acknowledged. */
const writer = `
  const store = await openSqliteStore(values.file);
  let sequence = await store.lastSequence();
  const write = async () => {
    for (;;) {
      const number = ++sequence;
      const [task, delivery] = [{ ...values.task }, { ...values.delivery }];
      for (const record of [task, delivery]) Object.assign(record, { id: String(number), sequence: number });
      await store.write([{ put: "task", record: task }, { put: "delivery", record: delivery }]);
      print(number);
    }
  };
  for (let count = 0; count < 20; count++) void write();`;

test("what was acknowledged survives kill -9, time after time", async () => {
  const file = newFile();
  const acknowledged: string[] = [];
  for (const count of [100, 300]) {
    const child = startScript(writer, { file, task: newTask(0), delivery: newDelivery(0) });
    await child.printed(count);
    child.kill();
    acknowledged.push(...(await child.ended()));
  }
  const store = await openSqliteStore(file);
  const { tasks, deliveries } = await store.dump();
  const ids = new Set(tasks.map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThanOrEqual(400);
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  expect(deliveries.map(({ id }) => id)).toEqual([...ids]);
  expect(await store.listTasks(newQuery({ status: "pending" }))).toMatchObject({ total: tasks.length });
  await store.close();
}, 20_000);

test("closing commits what waits, and leaves one file", async () => {
  const file = newFile();
  const store = await openSqliteStore(file);
  const written = store.write([{ put: "task", record: newTask(1) }]);
  await store.close();
  await written;
  expect(existsSync(`${file}-wal`)).toBe(false);
  const reopened = await openSqliteStore(file);
  expect((await reopened.dump()).tasks).toEqual([newTask(1)]);
  await reopened.close();
});

test("says that it is closed", async () => {
  const file = newFile();
  const store = await openSqliteStore(file);
  await store.close();
  const message = `The store ${file} is closed. Open it again to use it.`;
  await expect(store.write([])).rejects.toThrow(message);
  await expect(store.getAccount("ann")).rejects.toThrow(message);
});

test("refuses what is not JSON, and nothing else", async () => {
  const store = await openSqliteStore(newFile());
  const writes = [{ amount: 1n }, { amount: 1 }].map((body, index) =>
    store.write([{ put: "task", record: newTask(index + 1, { body }) }]),
  );
  await expect(writes[0]).rejects.toThrow(
    "A change of a task was not stored: its record is not JSON (TypeError: Do not know how to serialize a BigInt). Leave out what JSON does not know.",
  );
  await writes[1];
  expect((await store.dump()).tasks.map(({ id }) => id)).toEqual(["task-2"]);
  await store.close();
});

test("names the file by its whole path, wherever the process goes", async () => {
  const store = await openSqliteStore("no-such-folder/tasks.db").catch((error: unknown) => String(error));
  expect(store).toContain(`there is no folder ${process.cwd()}/no-such-folder.`);
});

test("no warning reaches the users", async () => {
  const child = startScript(
    `process.on("warning", ({ name }) => print(name));
    const store = await openSqliteStore(values.file);
    await store.close();`,
    { file: newFile() },
  );
  expect(await child.ended()).toEqual([]);
});
