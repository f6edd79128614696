import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { MockError } from "@task-contracts/mock/mock-error";
import { startScript } from "../../test/support/store-process.ts";
import { openSqliteFile } from "./sqlite-file.ts";
import { openSqliteStore } from "./sqlite-store.ts";
import { newAccount, newDefaults, newDelivery, newTask } from "@task-contracts/mock/test/support/records";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";

const newFile = (): string => join(temporaryFolder(), "tasks.db");

const change = (file: string, sql: string): void => {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
};

test("opens what it has made", async () => {
  const file = newFile();
  for (const text of ["first", "second"]) {
    const database = await openSqliteFile(file);
    database.prepare("INSERT INTO accounts (key, record) VALUES (?, '{}')").run(text);
    expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    database.close();
  }
  const database = await openSqliteFile(file);
  expect(database.prepare("SELECT count(*) AS count FROM accounts").get()).toEqual({ count: 2 });
  database.close();
});

test("takes an empty file for a new one", async () => {
  const file = newFile();
  writeFileSync(file, "");
  const database = await openSqliteFile(file);
  expect(database.prepare("SELECT count(*) AS count FROM tasks").get()).toEqual({ count: 0 });
  database.close();
});

test("refuses a file of a newer version", async () => {
  const file = newFile();
  (await openSqliteFile(file)).close();
  change(file, "PRAGMA user_version = 7");
  await expect(openSqliteFile(file)).rejects.toThrow(
    new MockError(
      `The store ${file} has format 7, and this version reads formats up to 2. Use the version that made it, or name another file.`,
    ),
  );
});

test("brings a file of the first format up to the present one, and keeps what it has", async () => {
  const file = newFile();
  const written = await openSqliteStore(file);
  await written.write([
    { put: "account", record: newAccount("ann") },
    { put: "task", record: newTask(1) },
    { put: "delivery", record: newDelivery(2) },
  ]);
  const before = await written.dump();
  await written.close();
  // All that the second format has added.
  change(file, "DROP TABLE defaults; PRAGMA user_version = 1");

  const store = await openSqliteStore(file);
  expect(await store.dump()).toEqual(before);
  expect(await store.getDefaults()).toBeUndefined();
  await store.write([{ put: "defaults", record: newDefaults("kept") }]);
  await store.close();
  const again = await openSqliteStore(file);
  expect(await again.getDefaults()).toEqual(newDefaults("kept"));
  expect(await again.dump()).toEqual(before);
  await again.close();
});

test.each([
  { what: "a table", sql: "CREATE TABLE notes (text)" },
  { what: "a version", sql: "PRAGMA user_version = 1" },
  { what: "an application id", sql: "PRAGMA application_id = 42" },
])("refuses a database in which another program has left $what, and does not touch it", async ({ sql }) => {
  const file = newFile();
  change(file, sql);
  const before = readFileSync(file);
  await expect(openSqliteFile(file)).rejects.toThrow(
    `${file} is the SQLite database of another application. It was left as it is; name another file.`,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("refuses what is no database, and does not touch it", async () => {
  const file = newFile();
  const garbage = "garbage ".repeat(1000);
  writeFileSync(file, garbage);
  await expect(openSqliteFile(file)).rejects.toThrow(
    `${file} is not a SQLite database. It was left as it is; name another file.`,
  );
  expect(readFileSync(file, "utf8")).toBe(garbage);
});

test("says which folder is missing", async () => {
  const folder = join(temporaryFolder(), "data");
  await expect(openSqliteFile(join(folder, "tasks.db"))).rejects.toThrow(
    `The store ${folder}/tasks.db cannot be read and written: there is no folder ${folder}. Make it (mkdir -p), or name another file.`,
  );
});

test("says that a file is needed, not a folder", async () => {
  const folder = temporaryFolder();
  await expect(openSqliteFile(folder)).rejects.toThrow(
    `The store ${folder} cannot be read and written: it is a folder. Name a file in it.`,
  );
});

test("refuses a file that is in use, until its process is killed", async () => {
  const file = newFile();
  const child = startScript(
    "await openSqliteStore(values.file); print('open'); setInterval(() => {}, 1000);",
    {
      file,
    },
  );
  await child.printed(1);
  await expect(openSqliteFile(file)).rejects.toThrow(
    `The store ${file} is in use by another server. Stop that one, or name another file.`,
  );
  child.kill();
  await child.ended();
  (await openSqliteFile(file)).close();
});

test("refuses a file that this very process has open", async () => {
  const file = newFile();
  const database = await openSqliteFile(file);
  await expect(openSqliteFile(file)).rejects.toThrow(`The store ${file} is in use`);
  database.close();
});

// Windows knows no such protection of folders.
test.runIf(process.platform !== "win32")("says what is protected", async () => {
  const folder = temporaryFolder();
  const [readOnlyFile, closedFolder] = [join(folder, "tasks.db"), join(folder, "protected")];
  (await openSqliteFile(readOnlyFile)).close();
  mkdirSync(closedFolder);
  chmodSync(readOnlyFile, 0o444);
  chmodSync(closedFolder, 0o555);
  chmodSync(folder, 0o755);
  const newFileInside = join(closedFolder, "tasks.db");
  const files = [readOnlyFile, newFileInside];
  // Root may write everything: the script runs as nobody.
  const child = startScript(
    "for (const file of values.files) await openSqliteStore(file).catch(({ message }) => print(message));",
    { files },
    process.getuid?.() === 0 ? 65_534 : undefined,
  );
  expect(await child.ended()).toEqual([
    `The store ${readOnlyFile} cannot be read and written: it is protected. Change that (chmod u+rw), or name another file.`,
    `The store ${newFileInside} cannot be read and written: its folder is protected, and SQLite keeps a second file there. Change that (chmod u+rwx), or name another file.`,
  ]);
});
