import { expect, test } from "vitest";
import { letterId, scaleTaskId } from "./ids.ts";

test("ids of tasks are 24 hex digits that begin with the time, and no two are the same", () => {
  const time = Date.UTC(2026, 2, 2, 9, 14, 7);
  const ids = Array.from({ length: 10_000 }, () => scaleTaskId(time));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[\da-f]{24}$/);
  expect(Number.parseInt(ids[0]?.slice(0, 8) ?? "", 16) * 1000).toBe(time);
});

test("an id of letters has the length that was asked for", () => {
  expect(letterId(24)).toMatch(/^[A-Za-z\d]{24}$/);
});
