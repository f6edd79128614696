import { expect, test } from "vitest";
import { encodeBody } from "./encode-body.ts";
import { repeatedCall } from "./repeated-call.ts";
import { withCallbackUrl } from "./with-callback-url.ts";

test("callbacks are redirected wherever the request has their URL", () => {
  expect(withCallbackUrl({ a: 1, hook: "x" }, ["/hook", "/options/done~1url"], "http://b/")).toEqual({
    a: 1,
    hook: "http://b/",
    options: { "done/url": "http://b/" },
  });
});

test("bodies are encoded as their media type requires", () => {
  expect(encodeBody("application/json", "text")).toBe('"text"');
  expect(encodeBody("text/plain", "text")).toBe("text");
  expect(encodeBody("application/x-www-form-urlencoded", { a: { b: ["c"] }, d: null })).toBe(
    "a%5Bb%5D%5B0%5D=c",
  );
});

test("a form of several parts is one in the browser as well", () => {
  const form = encodeBody("multipart/form-data", { name: "a", tags: ["b", "c"], more: { d: 1 } });
  expect([...(form as FormData)]).toEqual([
    ["name", "a"],
    ["tags", "b"],
    ["tags", "c"],
    ["more", '{"d":1}'],
  ]);
});

const entry = {
  requestId: "r",
  at: "2026-03-02T09:31:55.090Z",
  api: "shop",
  account: "k",
  operation: "order",
  method: "POST",
  path: "/orders",
  query: "key=…&limit=1",
  durationMs: 1,
  violations: [],
  requestHeaders: { authorization: "…", "content-type": "application/x-www-form-urlencoded" },
  requestBody: { a: ["b"] },
};
const contractWith = (security: object) => [
  { api: "shop", url: "http://m/shop", operations: [{ operation: "order", security: [security as never] }] },
];

test.for([
  [{ type: "http", scheme: "bearer" }, "http://m/shop/orders?key=%E2%80%A6&limit=1", "Bearer k"],
  [{ type: "apiKey", in: "query", name: "key" }, "http://m/shop/orders?key=k&limit=1", "…"],
] as const)("a request is repeated with the key of its account: %o", ([security, url, authorization]) => {
  expect(repeatedCall(entry, contractWith(security))).toEqual({
    method: "POST",
    url,
    headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
    body: "a%5B0%5D=b",
  });
});
