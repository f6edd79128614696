import { expect, onTestFinished, test, vi } from "vitest";
import { rememberDeliveries } from "./deliveries.ts";

const leaseMs = 60_000;

test("A delivery is new, then running, then done.", async () => {
  const deliveries = rememberDeliveries();
  expect([deliveries.begin("a", leaseMs), deliveries.begin("a", leaseMs)]).toEqual(["new", "running"]);
  await deliveries.complete("a");
  expect([deliveries.begin("a", leaseMs), deliveries.begin("b", leaseMs)]).toEqual(["done", "new"]);
});

test("A delivery that failed is new again.", async () => {
  const deliveries = rememberDeliveries();
  await deliveries.begin("a", leaseMs);
  await deliveries.abandon("a");
  expect(deliveries.begin("a", leaseMs)).toBe("new");
});

test("A delivery that nobody ended is new again once its lease has ended, and one that is done never is.", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const deliveries = rememberDeliveries();
  await deliveries.begin("lost", leaseMs);
  await deliveries.begin("done", leaseMs);
  await deliveries.complete("done");
  vi.setSystemTime(Date.now() + leaseMs - 1);
  expect(deliveries.begin("lost", leaseMs)).toBe("running");
  vi.setSystemTime(Date.now() + 1);
  expect([deliveries.begin("lost", leaseMs), deliveries.begin("lost", leaseMs)]).toEqual(["new", "running"]);
  vi.setSystemTime(Date.now() + 1e12);
  expect(deliveries.begin("done", leaseMs)).toBe("done");
});

test("Beyond the limit the oldest are forgotten.", async () => {
  const deliveries = rememberDeliveries(2);
  for (const key of ["a", "b", "c"]) {
    await deliveries.begin(key, leaseMs);
    await deliveries.complete(key);
  }
  expect([
    deliveries.begin("c", leaseMs),
    deliveries.begin("b", leaseMs),
    deliveries.begin("a", leaseMs),
  ]).toEqual(["done", "done", "new"]);
});
