import { expect, test } from "vitest";
import { Faults } from "./faults.ts";

test("a fault occurs as many times as requested, and then no more", () => {
  const faults = new Faults();
  faults.add({ target: "request", times: 2, status: 503 }, "a");
  expect(faults.takeForRequest("a", "getTask")?.status).toBe(503);
  expect(faults.list("a")).toEqual([{ target: "request", times: 1, status: 503 }]);
  expect(faults.takeForRequest("a", "listTasks")?.status).toBe(503);
  expect(faults.takeForRequest("a", "getTask")).toBeUndefined();
});

test("a fault of one account leaves the others alone, and one without an account affects the next of any account", () => {
  const faults = new Faults();
  faults.add({ target: "request", times: 1, status: 500 }, "a");
  expect(faults.takeForRequest("b", "getTask")).toBeUndefined();
  faults.add({ target: "request", times: 1, status: 429 });
  expect(faults.takeForRequest("b", "getTask")?.status).toBe(429);
  expect(faults.takeForRequest("a", "getTask")?.status).toBe(500);
});

test("a fault of one operation leaves the others alone, and those of callbacks are apart", () => {
  const faults = new Faults();
  faults.add({ target: "request", operation: "getTask", times: 1, drop: true }, "a");
  faults.add({ target: "delivery", kind: "duplicate", times: 1 }, "a");
  expect(faults.takeForRequest("a", "listTasks")).toBeUndefined();
  expect(faults.takeForDelivery("a")?.kind).toBe("duplicate");
  expect(faults.takeForRequest("a", "getTask")?.drop).toBe(true);
});

test("faults of an account can be taken back", () => {
  const faults = new Faults();
  faults.add({ target: "request", times: 5 }, "a");
  faults.add({ target: "request", times: 5 }, "b");
  faults.clear("a");
  expect([faults.list("a").length, faults.list("b").length]).toEqual([0, 1]);
});
