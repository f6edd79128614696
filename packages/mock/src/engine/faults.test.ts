import { expect, test } from "vitest";
import { Faults, type FaultyRequest } from "./faults.ts";

const START = Date.UTC(2026, 2, 2);

const read = (account: string, operationId: string, more: Partial<FaultyRequest> = {}): FaultyRequest => ({
  account,
  operationId,
  params: {},
  body: undefined,
  now: () => START,
  ...more,
});

test("a fault occurs as many times as requested, and then no more", () => {
  const faults = new Faults();
  faults.add({ target: "request", times: 2, status: 503 }, "a");
  expect(faults.takeForRequest(read("a", "getTask"))?.status).toBe(503);
  expect(faults.list("a")).toEqual([{ faultId: "f_000000000001", target: "request", times: 1, status: 503 }]);
  expect(faults.takeForRequest(read("a", "listTasks"))?.status).toBe(503);
  expect(faults.takeForRequest(read("a", "getTask"))).toBeUndefined();
});

test("a fault of one account leaves the others alone, and one without an account affects the next of any account", () => {
  const faults = new Faults();
  faults.add({ target: "request", times: 1, status: 500 }, "a");
  expect(faults.takeForRequest(read("b", "getTask"))).toBeUndefined();
  faults.add({ target: "request", times: 1, status: 429 });
  expect(faults.takeForRequest(read("b", "getTask"))?.status).toBe(429);
  expect(faults.takeForRequest(read("a", "getTask"))?.status).toBe(500);
});

test("a fault of one operation leaves the others alone, and those of callbacks are apart", () => {
  const faults = new Faults();
  faults.add({ target: "request", operation: "getTask", times: 1, drop: true }, "a");
  faults.add({ target: "delivery", kind: "duplicate", times: 1 }, "a");
  expect(faults.takeForRequest(read("a", "listTasks"))).toBeUndefined();
  expect(faults.takeForDelivery("a", "t_1")?.kind).toBe("duplicate");
  expect(faults.takeForRequest(read("a", "getTask"))?.drop).toBe(true);
});

test("faults of an account can be taken back", () => {
  const faults = new Faults();
  faults.add({ target: "request", times: 5 }, "a");
  faults.add({ target: "request", times: 5 }, "b");
  faults.clear("a");
  expect([faults.list("a").length, faults.list("b").length]).toEqual([0, 1]);
});

test("a fault of one task leaves the others alone, be it about requests or callbacks", () => {
  const faults = new Faults();
  faults.add({ target: "request", times: 9, taskId: "t_1", status: 500 }, "a");
  faults.add({ target: "delivery", kind: "duplicate", times: 9, taskId: "t_1" }, "a");
  expect(faults.takeForRequest(read("a", "getTask", { params: { task_id: "t_2" } }))).toBeUndefined();
  expect(faults.takeForRequest(read("a", "getTask", { params: { task_id: "t_1" } }))?.status).toBe(500);
  expect(faults.takeForDelivery("a", "t_2")).toBeUndefined();
  expect(faults.takeForDelivery("a", "t_1")?.kind).toBe("duplicate");
});

test.for<[unknown, boolean]>([
  [{ size: 3, tags: ["a"], by: { name: "Ann", age: 7 } }, true],
  [{ size: 3, tags: ["a", "b"], by: { name: "Ann" } }, false],
  [{ size: 4, tags: ["a"], by: { name: "Ann" } }, false],
  [{ tags: ["a"], by: { name: "Ann" } }, false],
  [{ size: 3, tags: ["a"], by: null }, false],
  ["size", false],
  [undefined, false],
])("a fault of requests with some values in the body: of %j that is %j", ([body, isAffected]) => {
  const faults = new Faults();
  const wanted = { size: 3, tags: ["a"], by: { name: "Ann" } };
  faults.add({ target: "request", times: 1, body: wanted, status: 500 }, "a");
  expect(faults.takeForRequest(read("a", "createTask", { body })) !== undefined).toBe(isAffected);
});

test("a fault can affect each nth request, and until it is removed", () => {
  const faults = new Faults();
  const { faultId } = faults.add(
    { target: "request", times: 1, untilRemoved: true, every: 3, drop: true },
    "a",
  );
  const dropped = Array.from({ length: 9 }, () => faults.takeForRequest(read("a", "getTask"))?.drop ?? false);
  expect(dropped).toEqual([false, false, true, false, false, true, false, false, true]);
  expect(faults.remove(faultId)).toBe(true);
  expect(faults.list()).toEqual([]);
  expect(faults.remove(faultId)).toBe(false);
});

/** Which of 1,000 requests a fault of a quarter of them affects. */
const affected = (seed: string): boolean[] => {
  const faults = new Faults();
  faults.add({ target: "request", times: 1, untilRemoved: true, rate: 0.25, seed, status: 500 }, "a");
  return Array.from({ length: 1000 }, () => faults.takeForRequest(read("a", "getTask")) !== undefined);
};

test("a fault can affect a share of requests, which its seed chooses", () => {
  const count = affected("monday").filter(Boolean).length;
  expect(count).toBeGreaterThan(200);
  expect(count).toBeLessThan(300);
  expect(affected("monday")).toEqual(affected("monday"));
  expect(affected("monday")).not.toEqual(affected("tuesday"));
});

test("a rate limit counts each API key on its own, and begins anew after its period", () => {
  const faults = new Faults();
  faults.add({ target: "rate-limit", requests: 2, perSeconds: 60 });
  const at = (account: string, seconds: number): ReturnType<Faults["takeForRequest"]> =>
    faults.takeForRequest(read(account, "getTask", { now: () => START + 1000 * seconds }));
  expect([at("a", 0), at("a", 1), at("b", 1)]).toEqual([undefined, undefined, undefined]);
  expect(at("a", 20)).toEqual({
    status: 429,
    retryAfter: 40,
    limit: { requests: 2, resetAt: START + 60_000 },
  });
  expect([at("b", 20), at("a", 60), at("a", 61)]).toEqual([undefined, undefined, undefined]);
  expect(at("a", 62)).toMatchObject({ status: 429, retryAfter: 58 });
});

test("a rate limit remembers so many API keys only", () => {
  const faults = new Faults();
  faults.add({ target: "rate-limit", requests: 1, perSeconds: 60 });
  for (let key = 0; key < 20_000; key++) faults.takeForRequest(read(`key ${key}`, "getTask"));
  expect(faults.takeForRequest(read("key 19999", "getTask"))?.status).toBe(429);
  expect(faults.takeForRequest(read("key 0", "getTask"))).toBeUndefined();
});

test("a rate limit begins anew where time has gone back, as after a reset", () => {
  const faults = new Faults();
  faults.add({ target: "rate-limit", requests: 1, perSeconds: 60 });
  const at = (seconds: number): number | undefined =>
    faults.takeForRequest(read("a", "getTask", { now: () => START + 1000 * seconds }))?.status;
  expect([at(86_400), at(86_401), at(0), at(1)]).toEqual([undefined, 429, undefined, 429]);
  faults.clear("a");
  expect(at(2)).toBeUndefined();
});

test("of two rate limits that are used up, the longer one says when to retry", () => {
  const faults = new Faults();
  faults.add({ target: "rate-limit", requests: 0, perSeconds: 1 });
  faults.add({ target: "rate-limit", requests: 0, perSeconds: 600 });
  expect(faults.takeForRequest(read("a", "getTask"))?.retryAfter).toBe(600);
});

test("a fault of a task whose id is a number affects it", () => {
  const faults = new Faults();
  faults.add({ target: "request", times: 1, taskId: "7", status: 500 }, "a");
  expect(faults.takeForRequest(read("a", "getTask", { params: { id: 7 } }))?.status).toBe(500);
});
