import { expect, test } from "vitest";
import { createManualHost } from "../../test/support/manual-host.ts";
import { callbackAuthKey, createIds, derivedIds } from "./ids.ts";

const ids = createIds(createManualHost());

test("object ids are 24 hex digits that begin with the time, and no two are the same", () => {
  const time = Date.UTC(2026, 2, 2, 9, 14, 7);
  const made = Array.from({ length: 10_000 }, () => ids.objectId(time));
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) expect(id).toMatch(/^[\da-f]{24}$/);
  expect(made.toSorted()).toEqual(made);
  expect(Number.parseInt(made[0]?.slice(0, 8) ?? "", 16) * 1000).toBe(time);
});

test("an id of letters has the requested length, however long", () => {
  expect(ids.letters(24)).toMatch(/^[A-Za-z\d]{24}$/);
  expect(ids.letters(10_000)).toMatch(/^[A-Za-z\d]{10000}$/);
});

// cspell:ignore Lpnm
test("ids that follow from an API key are the same in every version and on every platform", () => {
  const next = derivedIds("test_a");
  expect([next(24), next(22)]).toEqual(["M3pGmOR4wn4MONym7flBuDNR", "4K57LpnmOFop8GKgDiBQms"]);
});

test("ids that follow from an API key differ from each other", () => {
  const [first, other] = ["test_a", "test_b"].map(derivedIds);
  const made = [first?.(24), first?.(24), other?.(24)];
  expect(new Set(made).size).toBe(3);
});

test("a callback key follows from the API key, and does not show it", () => {
  expect(callbackAuthKey("test_a")).toBe("cb_32c33331d5ea8d81a792310945f5963e");
  expect(callbackAuthKey("test_a")).not.toBe(callbackAuthKey("test_b"));
});
