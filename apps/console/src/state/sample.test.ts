import { expect, test } from "vitest";
import { encodeBody } from "./encode-body.ts";
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
