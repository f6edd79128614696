import { expect, test } from "vitest";
import { Journal, type JournalEntry } from "./journal.ts";

const entry = (at: number, account: string, operation = "getTask"): JournalEntry => ({
  at,
  api: "scale-v1",
  account,
  operation,
  method: "GET",
  path: "/tasks",
  status: 200,
  durationMs: 1,
  violations: [],
});

const times = (entries: readonly JournalEntry[]) => entries.map(({ at }) => at);

test("a full journal forgets the oldest requests, and lists the others in order", () => {
  const journal = new Journal(3);
  for (const at of [1, 2, 3, 4, 5]) journal.add(entry(at, "a"));
  expect(times(journal.list({ limit: 10 }))).toEqual([3, 4, 5]);
});

test("requests are found by account and operation, the newest ones if there are too many", () => {
  const journal = new Journal();
  journal.add(entry(1, "a"));
  journal.add(entry(2, "b"));
  journal.add(entry(3, "a", "listTasks"));
  journal.add(entry(4, "a"));
  expect(times(journal.list({ account: "a", limit: 10 }))).toEqual([1, 3, 4]);
  expect(times(journal.list({ account: "a", operation: "getTask", limit: 10 }))).toEqual([1, 4]);
  expect(times(journal.list({ limit: 2 }))).toEqual([3, 4]);
});

test("forgetting one account leaves the others, also when the ring is full", () => {
  const journal = new Journal(3);
  for (const [at, account] of [
    [1, "a"],
    [2, "b"],
    [3, "a"],
    [4, "b"],
  ] as const)
    journal.add(entry(at, account));
  journal.clear("a");
  journal.add(entry(5, "b"));
  expect(times(journal.list({ limit: 10 }))).toEqual([2, 4, 5]);
});
