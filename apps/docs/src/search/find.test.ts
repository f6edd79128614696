// cspell:ignore callb callbak
import { expect, test } from "vitest";
import { createFind } from "./find.ts";
import type { SearchEntry } from "./search-entry.ts";
import { indexTerms, queryParts } from "./terms.ts";

const entry = (
  url: string,
  title: string,
  text = "",
  kind: SearchEntry["kind"] = "section",
): SearchEntry => ({
  kind,
  url,
  title,
  text,
  place: "Test",
  names: "",
});

const first = (entries: readonly SearchEntry[], query: string): string | undefined =>
  createFind(entries)(query)[0]?.entry.url;

test.for([
  ["retries", "retry"],
  ["webhook", "callback"],
  ["paging", "pagination"],
  ["429", "rate limit"],
  ["rate limiting", "429"],
  ["polled", "polling"],
  ["SDK", "client"],
  ["abort", "cancel"],
  ["succeeded", "callback_succeeded"],
  ["freezes", "freezeClock"],
  ["callb", "callbacks"],
  ["callbak", "callback"],
])("%s finds a text with %s", ([query = "", text = ""]) => {
  expect(first([entry("other", "Something else"), entry("wanted", text)], query)).toBe("wanted");
});

test("a guide comes before a property with the same words, and v1 before the beta", () => {
  const entries = [
    entry("scale-beta/x/", "Cancel a task", "", "operation"),
    entry("scale-v1/x/", "Cancel a task", "", "operation"),
    entry("scale-v1/x/#p", "Retries", "", "property"),
    entry("guides/retries/", "Retries", "", "guide"),
  ];
  expect(first(entries, "retries")).toBe("guides/retries/");
  expect(first(entries, "cancel")).toBe("scale-v1/x/");
});

test("a name comes before those that begin like it", () => {
  const entries = [
    entry("code", "statusCode", "status", "property"),
    entry("wanted", "status", "", "property"),
  ];
  expect(first(entries, "status")).toBe("wanted");
});

test("words that mean nothing do not decide", () => {
  expect(queryParts("how to cancel a task")).toEqual([
    { words: ["cancel"], concept: "=cancel" },
    { words: ["task"] },
  ]);
});

test("a phrase is one part of a query, and one term of a text", () => {
  expect(queryParts("rate limits")).toEqual([{ words: ["rate", "limit"], concept: "=rate limit" }]);
  expect(indexTerms("Too many requests in a short time")).toContain("=rate limit");
});
