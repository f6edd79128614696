import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { createClient, temporaryStore } from "../support/durable-server.ts";
import { type Circumstances, killHard, runServer, serve } from "../support/fault-server.ts";

const fileOf = (store: string): string => store.slice("sqlite:".length);

/** What is in a store that was used. */
let used: Buffer | undefined;

/** A store that a server has made, and its file. */
const usedStore = async (): Promise<{ store: string; file: string }> => {
  const store = temporaryStore();
  if (used) {
    writeFileSync(fileOf(store), used);
    return { store, file: fileOf(store) };
  }
  const { scale, child, exit } = await serve({ store });
  await createClient(scale, "live_used", "http://127.0.0.1:9/").createMany(100);
  child.kill("SIGTERM");
  await exit;
  used = readFileSync(fileOf(store));
  return { store, file: fileOf(store) };
};

/** What a server says that cannot start. */
const refusal = async (circumstances: Circumstances): Promise<string> => {
  const { exit, output } = runServer(circumstances);
  expect(await exit).toBe(1);
  expect(output.stdout).toBe("");
  return output.stderr;
};

/** Overwrites the beginning of a page in the middle, which has tasks that no start looks at. */
const damage = (file: string): void => {
  const content = readFileSync(file);
  const pages = Array.from({ length: content.length / 4096 }, (_, page) => page * 4096).filter(
    // A leaf of a table begins with 13 (https://sqlite.org/fileformat.html).
    (start) => content[start] === 13 && content.subarray(start, start + 4096).includes('"task_id"'),
  );
  content.fill(0xa5, pages[pages.length >> 1], (pages[pages.length >> 1] ?? 0) + 64);
  writeFileSync(file, content);
};

test("a folder that is missing is named", async () => {
  const file = join(dirname(fileOf(temporaryStore())), "missing", "tasks.db");
  expect(await refusal({ store: `sqlite:${file}` })).toBe(
    `The store ${file} cannot be read and written: there is no folder ${dirname(file)}. Make it (mkdir -p), or name another file.\n`,
  );
});

test("a folder in place of the file is named", async () => {
  const store = temporaryStore();
  mkdirSync(fileOf(store));
  expect(await refusal({ store })).toBe(
    `The store ${fileOf(store)} cannot be read and written: it is a folder. Name a file in it.\n`,
  );
});

test("a file that is no database is named, and left as it is", async () => {
  const store = temporaryStore();
  const text = "Dear diary,\n".repeat(1000);
  writeFileSync(fileOf(store), text);
  expect(await refusal({ store })).toBe(
    `${fileOf(store)} is not a SQLite database. It was left as it is; name another file.\n`,
  );
  expect(readFileSync(fileOf(store), "utf8")).toBe(text);
});

test("a store of a later version is named, and left as it is", async () => {
  const { store, file } = await usedStore();
  const database = new DatabaseSync(file);
  database.exec("PRAGMA user_version = 1000");
  database.close();
  const before = readFileSync(file);
  expect(await refusal({ store })).toMatch(
    /^The store \S+ has format 1000, and this version reads formats up to \d+\. Use the version that made it, or name another file\.\n$/,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a store that is damaged in the middle is named, and left as it is", async () => {
  const { store, file } = await usedStore();
  damage(file);
  const before = readFileSync(file);
  const said = await refusal({ store });
  expect(said).toMatch(
    /^The store \S+ is damaged \(.+\)\. Put a copy in its place, or delete it to begin with an empty one\.\n$/,
  );
  expect(said).toContain(file);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a store that lacks a table is named", async () => {
  const { store, file } = await usedStore();
  const database = new DatabaseSync(file);
  database.exec("DROP TABLE cells");
  database.close();
  expect(await refusal({ store })).toBe(
    `The store ${file} is damaged (no such table: cells). Put a copy in its place, or delete it to begin with an empty one.\n`,
  );
});

test("a damaged record costs the requests that read it and no others, and the log says why", async () => {
  const { store, file } = await usedStore();
  const database = new DatabaseSync(file);
  const { id } = database.prepare("SELECT id FROM tasks ORDER BY sequence DESC").get() as { id: string };
  database.prepare("UPDATE tasks SET record = substr(record, 1, 50) WHERE id = ?").run(id);
  database.close();
  const server = await serve({ store });
  const headers = { authorization: `Basic ${btoa("live_used:")}` };

  const response = await fetch(`${server.scale}/task/${id}`, { headers });

  expect([response.status, await response.json()]).toEqual([
    500,
    {
      status_code: 500,
      error: "The mock server cannot use its store, and nothing was changed. Its log says why.",
    },
  ]);
  const [said] = await server.writes(/"The store [^"]+ is damaged[^"]+"/);
  expect(JSON.parse(said)).toBe(
    `The store ${file} is damaged (a record is not JSON). Put a copy in its place, or delete it to begin with an empty one.`,
  );
  expect((await fetch(`${server.scale}/tasks?offset=1`, { headers })).status).toBe(200);
  await killHard(server);
});

describe.runIf(process.platform !== "win32")("where the user may not write", () => {
  test("a file is named that may only be read", async () => {
    const { store, file } = await usedStore();
    chmodSync(dirname(file), 0o755);
    chmodSync(file, 0o444);
    expect(await refusal({ store, unprivileged: true })).toBe(
      `The store ${file} cannot be read and written: it is protected. Change that (chmod u+rw), or name another file.\n`,
    );
  });

  test("a folder is named that may only be read", async () => {
    const store = temporaryStore();
    const folder = dirname(fileOf(store));
    chmodSync(folder, 0o555);
    expect(await refusal({ store, unprivileged: true })).toBe(
      `The store ${fileOf(store)} cannot be read and written: its folder is protected, and SQLite keeps a second file there. Change that (chmod u+rwx), or name another file.\n`,
    );
    chmodSync(folder, 0o755);
  });

  test("a disk without room for a new store is named", async () => {
    const store = temporaryStore();
    expect(await refusal({ store, shell: "ulimit -f 8" })).toBe(
      `The store ${fileOf(store)} cannot be read and written: disk I/O error, and nothing was stored. Check the disk, and whether files may grow (ulimit -f).\n`,
    );
  });
});
