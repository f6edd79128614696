import { expect, test } from "vitest";
import type { TaskApiId } from "../engine/model.ts";
import { isAccepted, nextRetryDelay } from "./retry-schedule.ts";

const delaysOf = (api: TaskApiId): number[] => {
  const delays: number[] = [];
  for (
    let delay = nextRetryDelay(api, 1);
    delay !== undefined;
    delay = nextRetryDelay(api, delays.length + 1)
  ) {
    delays.push(delay);
  }
  return delays;
};

test("version 1 retries 20 times, the last time exactly 24 hours after the first attempt", () => {
  const delays = delaysOf("scale-v1");
  expect(delays).toHaveLength(20);
  expect(delays.reduce((sum, delay) => sum + delay, 0)).toBe(24 * 60 * 60 * 1000);
});

test("version 1 waits half as long again before each retry, beginning with 13 seconds", () => {
  const delays = delaysOf("scale-v1");
  expect(delays[0]).toBe(12_995);
  for (const [index, delay] of delays.slice(1).entries()) {
    // Rounded to milliseconds.
    expect(Math.abs(delay - (delays[index] ?? 0) * 1.5)).toBeLessThan(2);
  }
});

test("the beta retries once, after a minute", () => {
  expect(delaysOf("scale-beta")).toEqual([60_000]);
});

test("an API without callbacks retries nothing", () => {
  expect(delaysOf("dataflowkit-v1")).toEqual([]);
});

test.for([
  { api: "scale-v1", status: 200, accepted: true },
  { api: "scale-v1", status: 204, accepted: true },
  { api: "scale-v1", status: 299, accepted: true },
  { api: "scale-v1", status: 300, accepted: false },
  { api: "scale-v1", status: 199, accepted: false },
  { api: "scale-v1", status: 500, accepted: false },
  { api: "scale-v1", status: undefined, accepted: false },
  { api: "scale-beta", status: 200, accepted: true },
  { api: "scale-beta", status: 201, accepted: false },
  { api: "scale-beta", status: 204, accepted: false },
  { api: "scale-beta", status: undefined, accepted: false },
] as const)("whether $api takes the answer $status for a receipt: $accepted", ({ api, status, accepted }) => {
  expect(isAccepted(api, status)).toBe(accepted);
});
