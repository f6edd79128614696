import { describe, expect, test } from "vitest";
import { defaultLimits, type Limits } from "../limits.ts";
import { Journal, type JournalEntry } from "./journal.ts";
import { copyOf, keepBody } from "../text/keep-body.ts";

const entry = (at: number, account = "a", operation = "getTask"): JournalEntry => ({
  at,
  api: "scale-v1",
  account,
  operation,
  method: "GET",
  path: "/task/1",
  status: 200,
  requestId: "r",
  durationMs: 1,
  requestHeaders: {},
  violations: [],
});

const journalOf = (limits: Partial<Limits>): Journal => new Journal({ ...defaultLimits, ...limits });

const times = (entries: readonly JournalEntry[]): number[] => entries.map(({ at }) => at);

test("only the newest requests are remembered, the oldest first", () => {
  const journal = journalOf({ journalEntries: 3 });
  for (const at of [1, 2, 3, 4, 5, 6, 7]) journal.add(entry(at));
  expect(times(journal.list({ limit: 10 }))).toEqual([5, 6, 7]);
});

test("a list has the newest entries that all conditions select", () => {
  const journal = journalOf({});
  journal.add(entry(1, "a", "getTask"));
  journal.add(entry(2, "b", "getTask"));
  journal.add(entry(3, "a", "listTasks"));
  journal.add(entry(4, "a", "getTask"));
  expect(times(journal.list({ account: "a", limit: 2 }))).toEqual([3, 4]);
  expect(times(journal.list({ operation: "getTask", limit: 10 }))).toEqual([1, 2, 4]);
  expect(times(journal.list({ account: "a", operation: "getTask", limit: 10 }))).toEqual([1, 4]);
});

test("what is cleared is gone, and what comes after is remembered in order", () => {
  const journal = journalOf({ journalEntries: 3 });
  for (const at of [1, 2, 3, 4]) journal.add(entry(at, at % 2 === 0 ? "even" : "odd"));
  journal.clear("odd");
  expect(times(journal.list({ limit: 10 }))).toEqual([2, 4]);
  for (const at of [5, 6]) journal.add(entry(at));
  expect(times(journal.list({ limit: 10 }))).toEqual([4, 5, 6]);
  journal.clear();
  expect(journal.list({ limit: 10 })).toEqual([]);
});

describe("the bytes of a journal are bounded, whatever they are in", () => {
  const large = "x".repeat(10_000);
  const body = keepBody({ mediaType: "text/plain", text: large, size: large.length }, 20_000);
  const wide = keepBody({ mediaType: "text/plain", text: "ж".repeat(5000), size: 10_000 }, 20_000);
  const cases: Readonly<Record<string, Partial<JournalEntry>>> = {
    "the request body": { requestBody: body },
    "the response body": { responseBody: body },
    "a body that is not Latin-1": { requestBody: wide },
    "the request headers": { requestHeaders: { "x-large": large } },
    "the response headers": { responseHeaders: { "x-large": [large.slice(5000), large.slice(5000)] } },
    "many small headers": {
      requestHeaders: Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`x${index}`, "1"])),
    },
    "many small values of a header": {
      responseHeaders: { "set-cookie": Array.from({ length: 150 }, () => "a=b") },
    },
    "a long API key": { account: large.slice(5000) },
    "the media type of a body": {
      requestBody: { ...keepBody({ mediaType: "", text: "", size: 0 }, 1), mediaType: large },
    },
    "a path that a key was taken out of": { path: `/…/${large.slice(5000)}` },
    "the path": { path: `/${large}` },
    "the query": { query: large },
    "the violations": {
      violations: [{ location: ["body", large.slice(7500)], severity: "Error", message: large.slice(7500) }],
    },
  };
  test.each(Object.entries(cases))("%s", (_, part) => {
    const journal = journalOf({ journalBytes: 50_000 });
    for (let at = 1; at <= 20; at++) journal.add({ ...entry(at), ...part });
    const kept = times(journal.list({ limit: 100 }));
    expect(kept.length).toBeGreaterThanOrEqual(4);
    expect(kept.length).toBeLessThanOrEqual(5);
    expect(kept.at(-1)).toBe(20);
  });
});

test("an entry that is larger than the whole journal is forgotten at once, and the next one is remembered", () => {
  const journal = journalOf({ journalBytes: 5000 });
  journal.add({ ...entry(1), path: `/${"x".repeat(6000)}` });
  expect(journal.list({ limit: 10 })).toEqual([]);
  journal.add(entry(2));
  expect(times(journal.list({ limit: 10 }))).toEqual([2]);
});

test("a journal of no entries remembers none", () => {
  const journal = journalOf({ journalEntries: 0 });
  journal.add(entry(1));
  expect(journal.list({ limit: 10 })).toEqual([]);
});

test("of a large body the beginning is kept, and its size", () => {
  expect(keepBody({ mediaType: "text/plain", text: "abcdef", size: 6 }, 4)).toEqual({
    mediaType: "text/plain",
    text: "abcd",
    size: 6,
    isCut: true,
  });
  expect(keepBody({ mediaType: "text/plain", text: "abcd", size: 4 }, 4)).toMatchObject({ isCut: false });
  expect(copyOf("äbc😀")).toBe("äbc😀");
});

test.each([
  [0, ""],
  [1, ""],
  [2, "ä"],
  [3, "äb"],
  [4, "äb"],
  [6, "äb"],
  [7, "äb😀"],
  [8, "äb😀c"],
])("of a body, %d bytes are kept at most, and no character is cut in two", (limit, text) => {
  expect(keepBody({ mediaType: "text/plain", text: "äb😀cd", size: 9 }, limit)).toMatchObject({ text });
});

test("a limit that no body reaches takes no memory", () => {
  const body = { mediaType: "text/plain", text: "abcd", size: 4 };
  expect(keepBody(body, Number.MAX_SAFE_INTEGER)).toEqual({ ...body, isCut: false });
});
