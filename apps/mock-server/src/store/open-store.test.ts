import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "./open-store.ts";
import { newTask, temporaryFolder } from "./test-stores.ts";

test("a memory store forgets when it is closed", async () => {
  const store = await openStore("memory");
  await store.write([{ put: "task", record: newTask(1) }]);
  await store.close();
  expect(await (await openStore("memory")).findTasks("task-1")).toEqual([]);
});

test("a SQLite store is in the file", async () => {
  const spec = `sqlite:${join(temporaryFolder(), "tasks.db")}`;
  const store = await openStore(spec);
  await store.write([{ put: "task", record: newTask(1) }]);
  await store.close();
  const reopened = await openStore(spec);
  expect(await reopened.findTasks("task-1")).toEqual([newTask(1)]);
  await reopened.close();
});

test.each(["", "sqlite", "sqlite:", "SQLITE:a.db", "postgres://localhost", "memory "])(
  "there is no store %j",
  async (spec) => {
    await expect(openStore(spec)).rejects.toThrow(
      `There is no store "${spec}". Use "memory", which ends with the server, or "sqlite:<file>", such as "sqlite:tasks.db".`,
    );
  },
);
