import { expect, test } from "vitest";
import { parseRetryAfter } from "./parse-retry-after.ts";

const now = Date.UTC(2026, 10, 27, 10);

test.for([
  ["0", 0],
  ["120", 120_000],
  ["Fri, 27 Nov 2026 10:00:09 GMT", 9000],
  ["Fri, 27 Nov 2026 09:00:00 GMT", 0],
  ["soon", undefined],
  ["", undefined],
  [undefined, undefined],
] as const)("%j is %j ms", ([value, ms]) => {
  const headers = value === undefined ? {} : { "retry-after": value };
  expect(parseRetryAfter(new Response(null, { headers }), now)).toBe(ms);
});
