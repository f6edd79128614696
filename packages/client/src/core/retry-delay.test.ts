import { expect, test } from "vitest";
import { ConnectionError } from "../errors/connection-error.ts";
import { retryDelay } from "./retry-delay.ts";

const answer = (status: number, headers?: HeadersInit): Response =>
  new Response(null, { status, ...(headers && { headers }) });

test.for([
  [1, 250, 500],
  [2, 500, 1000],
  [3, 1000, 2000],
  [6, 4000, 8000],
  [60, 4000, 8000],
] as const)("After try %i the wait is from %i to %i ms.", ([attempt, least, most]) => {
  for (let count = 0; count < 50; count++) {
    const delay = retryDelay(answer(503), attempt, 0);
    expect(delay).toBeGreaterThanOrEqual(least);
    expect(delay).toBeLessThanOrEqual(most);
  }
});

test.for([200, 400, 401, 402, 404, 409])("Status %i is not worth a retry.", (status) => {
  expect(retryDelay(answer(status), 1, 0)).toBeUndefined();
});

test("A failure of the network is, another is not.", () => {
  expect(retryDelay(new ConnectionError("getTask", new Error("ECONNRESET")), 1, 0)).toBeGreaterThan(0);
  expect(retryDelay(new Error("other"), 1, 0)).toBeUndefined();
});

test("Retry-After decides, up to a minute.", () => {
  expect(retryDelay(answer(429, { "retry-after": "60" }), 1, 0)).toBe(60_000);
  expect(retryDelay(answer(429, { "retry-after": "0" }), 1, 0)).toBe(0);
  expect(retryDelay(answer(429, { "retry-after": "61" }), 1, 0)).toBeUndefined();
});
