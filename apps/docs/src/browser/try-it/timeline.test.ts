import { expect, test } from "vitest";
import { momentsOf } from "./timeline.ts";

test("a receiver that never responds is shown as that, and not as the error of a network", () => {
  const attempts = [{ at: "2026-01-05T09:00:00.000Z", error: "fetch failed", latencyMs: 1 }];
  const moments = momentsOf({ attempts, status: "pending", nextAttemptAt: "2026-01-05T09:00:13.000Z" });
  expect(moments.map(({ text }) => text)).toEqual(["Callback, attempt 1: no response", "Next attempt"]);
});
