import { expect, test } from "vitest";
import { rememberDeliveries } from "./deliveries.ts";

test("A delivery is new, then running, then done.", async () => {
  const deliveries = rememberDeliveries();
  expect([deliveries.begin("a"), deliveries.begin("a")]).toEqual(["new", "running"]);
  await deliveries.complete("a");
  expect([deliveries.begin("a"), deliveries.begin("b")]).toEqual(["done", "new"]);
});

test("A delivery that failed is new again.", async () => {
  const deliveries = rememberDeliveries();
  await deliveries.begin("a");
  await deliveries.abandon("a");
  expect(deliveries.begin("a")).toBe("new");
});

test("Beyond the limit the oldest are forgotten.", async () => {
  const deliveries = rememberDeliveries(2);
  for (const key of ["a", "b", "c"]) {
    await deliveries.begin(key);
    await deliveries.complete(key);
  }
  expect([deliveries.begin("c"), deliveries.begin("b"), deliveries.begin("a")]).toEqual([
    "done",
    "done",
    "new",
  ]);
});
