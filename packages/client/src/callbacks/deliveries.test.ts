import { expect, onTestFinished, test, vi } from "vitest";
import { rememberDeliveries } from "./deliveries.ts";

const leaseMs = 60_000;

test("A delivery is new, then running, then done.", async () => {
  const deliveries = rememberDeliveries();
  expect([deliveries.begin("a", leaseMs, "1"), deliveries.begin("a", leaseMs, "1")]).toEqual([
    "new",
    "running",
  ]);
  await deliveries.complete("a", "1");
  expect([deliveries.begin("a", leaseMs, "1"), deliveries.begin("b", leaseMs, "1")]).toEqual(["done", "new"]);
});

test("A delivery that failed is new again.", async () => {
  const deliveries = rememberDeliveries();
  await deliveries.begin("a", leaseMs, "1");
  await deliveries.abandon("a", "1");
  expect(deliveries.begin("a", leaseMs, "1")).toBe("new");
});

test("A delivery that was not ended is new again once its lease has ended, and one that is done never is.", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const deliveries = rememberDeliveries();
  await deliveries.begin("lost", leaseMs, "1");
  await deliveries.begin("done", leaseMs, "1");
  await deliveries.complete("done", "1");
  vi.setSystemTime(Date.now() + leaseMs - 1);
  expect(deliveries.begin("lost", leaseMs, "1")).toBe("running");
  vi.setSystemTime(Date.now() + 1);
  expect([deliveries.begin("lost", leaseMs, "1"), deliveries.begin("lost", leaseMs, "1")]).toEqual([
    "new",
    "running",
  ]);
  vi.setSystemTime(Date.now() + 1e12);
  expect(deliveries.begin("done", leaseMs, "1")).toBe("done");
});

test("Beyond the limit the oldest are forgotten.", async () => {
  const deliveries = rememberDeliveries(2);
  for (const key of ["a", "b", "c"]) {
    await deliveries.begin(key, leaseMs, "1");
    await deliveries.complete(key, "1");
  }
  expect([
    deliveries.begin("c", leaseMs, "1"),
    deliveries.begin("b", leaseMs, "1"),
    deliveries.begin("a", leaseMs, "1"),
  ]).toEqual(["done", "done", "new"]);
});

test.for(["complete", "abandon"] as const)(
  "%s of a lease that has ended changes nothing for the one after it.",
  async (late) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const deliveries = rememberDeliveries();
    await deliveries.begin("a", leaseMs, "1");
    vi.setSystemTime(Date.now() + leaseMs);
    expect(deliveries.begin("a", leaseMs, "2")).toBe("new");
    await deliveries[late]("a", "1");
    expect(deliveries.begin("a", leaseMs, "3")).toBe("running");
    await deliveries.complete("a", "2");
    await deliveries.abandon("a", "1");
    expect(deliveries.begin("a", leaseMs, "3")).toBe("done");
  },
);

test.for([
  ["complete", "done"],
  ["abandon", "new"],
] as const)("%s of a lease that has ended still counts if there is none after it.", async ([late, state]) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const deliveries = rememberDeliveries();
  await deliveries.begin("a", leaseMs, "1");
  vi.setSystemTime(Date.now() + leaseMs);
  await deliveries[late]("a", "1");
  expect(deliveries.begin("a", leaseMs, "2")).toBe(state);
});
