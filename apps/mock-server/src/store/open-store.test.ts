import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore, printableStore } from "./open-store.ts";
import { newTask } from "@task-contracts/mock/test/support/records";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";

test("a memory store forgets when it is closed", async () => {
  const store = await openStore("memory");
  await store.write([{ put: "task", record: newTask(1) }]);
  await store.close();
  expect(await (await openStore("memory")).findTasks("task-1")).toEqual([]);
});

test.each([
  ["postgres://ann:p@ss/w@db.example:5432/mocks?schema=a&password=x", "postgres://…"],
  ["postgres://ann:p@ss@db.example:5432/mocks?password=secret", "postgres://db.example:5432/mocks"],
  ["postgresql://db.example/mocks", "postgresql://db.example/mocks"],
  ["postgres://ann:secret@:bad", "postgres://…"],
  ["sqlite:a@b.db", "sqlite:a@b.db"],
])("%s is printed as %s", (spec, printed) => {
  expect(printableStore(spec)).toBe(printed);
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

test.each(["", "sqlite", "SQLITE:a.db", "postgres:", "mysql://localhost/mocks", "memory "])(
  "there is no store %j",
  async (spec) => {
    await expect(openStore(spec)).rejects.toThrow(
      `There is no store "${spec}". Use "memory", which ends with the server, "sqlite:<file>", such as "sqlite:tasks.db", or "postgres://<user>:<password>@<host>/<database>".`,
    );
  },
);

test.each([
  ["sqlite:", 'Use "memory", which ends with the server, "sqlite:<file>"'],
  ["sqlite: ", 'Use "memory", which ends with the server, "sqlite:<file>"'],
  ["sqlite::memory:", 'For a store that ends with the server, use "memory".'],
  ["sqlite:file::memory:?cache=shared", "Leave file: out."],
  ["sqlite:file:tasks.db?mode=ro", "Leave file: out."],
  ["sqlite://", 'in the working directory use "sqlite:tasks.db"'],
  ["sqlite://rel.db", 'in the working directory use "sqlite:rel.db", for an absolute path "sqlite:/rel.db".'],
  [
    "sqlite:///data/abs.db",
    'in the working directory use "sqlite:data/abs.db", for an absolute path "sqlite:/data/abs.db".',
  ],
  ["sqlite:////abs.db", '"sqlite:/abs.db"'],
])("%s is refused with what to write instead", async (spec, fix) => {
  const before = readdirSync(".");
  await expect(openStore(spec)).rejects.toThrow(`"${spec}" names no file. `);
  await expect(openStore(spec)).rejects.toThrow(fix);
  expect(readdirSync(".")).toEqual(before);
});
