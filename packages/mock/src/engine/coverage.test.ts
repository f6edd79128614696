import { expect, test } from "vitest";
import { Coverage } from "./coverage.ts";

test("outcomes are counted by what they are of", () => {
  const coverage = new Coverage();
  coverage.add("response", "shop", "getTask", "200");
  coverage.add("response", "shop", "getTask", "200");
  coverage.add("response", "shop", "getTask", "404");
  coverage.add("response", "studio", "getTask", "200");

  expect(Object.fromEntries(coverage.of("response", "shop", "getTask"))).toEqual({ 200: 2, 404: 1 });
  expect(coverage.of("transition", "shop", "getTask").size).toBe(0);
});

test("nothing is left of what was cleared", () => {
  const coverage = new Coverage();
  coverage.add("transition", "shop", "complete", "completed");
  coverage.clear();

  expect(coverage.of("transition", "shop", "complete").size).toBe(0);
});
