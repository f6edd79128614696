import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createGroupCommit } from "./group-commit.ts";

const newDatabase = (): DatabaseSync => {
  const database = new DatabaseSync(":memory:");
  onTestFinished(() => database.close());
  database.exec("CREATE TABLE words (word TEXT UNIQUE, padding BLOB)");
  return database;
};

const insertInto = (database: DatabaseSync): ((word: string) => void) => {
  const insert = database.prepare("INSERT INTO words (word) VALUES (?)");
  return (word) => void insert.run(word);
};

const wordsOf = (database: DatabaseSync): unknown[] =>
  database
    .prepare("SELECT word FROM words ORDER BY rowid")
    .all()
    .map(({ word }) => word);

const outcomes = async (promises: readonly Promise<void>[]): Promise<string[]> =>
  (await Promise.allSettled(promises)).map((result) =>
    result.status === "fulfilled" ? "kept" : String(result.reason),
  );

describe("writes of the same turn", () => {
  test("share one transaction, in the order of their arrival", async () => {
    const database = newDatabase();
    const commits = createGroupCommit(database, insertInto(database));
    const exec = vi.spyOn(database, "exec");
    await Promise.all(["c", "a", "b"].map((word) => commits.add(word)));
    expect(exec.mock.calls.flat()).toEqual(["BEGIN", "COMMIT"]);
    expect(wordsOf(database)).toEqual(["c", "a", "b"]);
  });

  test("do not fail with one that does", async () => {
    const database = newDatabase();
    const commits = createGroupCommit(database, insertInto(database));
    const written = ["a", "b", "a", "c"].map((word) => commits.add(word));
    expect(await outcomes(written)).toEqual([
      "kept",
      "kept",
      "Error: UNIQUE constraint failed: words.word",
      "kept",
    ]);
    expect(wordsOf(database)).toEqual(["a", "b", "c"]);
  });

  test("fail alone when there is no room for one, even if SQLite rolls back by itself", async () => {
    const database = newDatabase();
    const insert = database.prepare("INSERT INTO words (word, padding) VALUES (?, zeroblob(?))");
    const commits = createGroupCommit(database, (size: number) => insert.run(`of ${size}`, size));
    database.exec("PRAGMA max_page_count = 20");
    const written = [1, 1_000_000, 2].map((size) => commits.add(size));
    expect(await outcomes(written)).toEqual(["kept", "Error: database or disk is full", "kept"]);
    expect(wordsOf(database)).toEqual(["of 1", "of 2"]);
  });
});

test("a write that fails leaves nothing of itself behind", async () => {
  const database = newDatabase();
  const insert = insertInto(database);
  const commits = createGroupCommit(database, (words: readonly string[]) => words.forEach(insert));
  expect(await outcomes([commits.add(["a", "a"]), commits.add(["b"])])).toEqual([
    "Error: UNIQUE constraint failed: words.word",
    "kept",
  ]);
  expect(wordsOf(database)).toEqual(["b"]);
});

test("a flush commits at once what waits, and the turn's end finds nothing left", async () => {
  const database = newDatabase();
  const commits = createGroupCommit(database, insertInto(database));
  const written = commits.add("a");
  commits.flush();
  expect(wordsOf(database)).toEqual(["a"]);
  await written;
  await commits.add("b");
  expect(wordsOf(database)).toEqual(["a", "b"]);
});
