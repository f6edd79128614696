import { expect, test } from "vitest";
import { callbackAuthKey, derivedIds, letterId, scaleTaskId } from "./ids.ts";

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

test("ids that follow from an API key are the same in every run, and differ from each other", () => {
  const [first, again, other] = ["test_a", "test_a", "test_b"].map(derivedIds);
  const ids = [first?.(24), first?.(24), other?.(24)];
  expect(new Set(ids).size).toBe(3);
  expect([again?.(24), again?.(24)]).toEqual(ids.slice(0, 2));
  for (const id of ids) expect(id).toMatch(/^[A-Za-z\d]{24}$/);
});

test("a callback key follows from the API key, and does not show it", () => {
  expect(callbackAuthKey("test_a")).toMatch(/^cb_[\da-f]{32}$/);
  expect(callbackAuthKey("test_a")).toBe(callbackAuthKey("test_a"));
  expect(callbackAuthKey("test_a")).not.toBe(callbackAuthKey("test_b"));
});
