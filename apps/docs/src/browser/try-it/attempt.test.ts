// cspell:ignore Gpzb
import { expect, test } from "vitest";
import type { Offer } from "../../try-it/offer.ts";
import { attemptIn, exchangeGenerated, firstAttempt, hashOf, requestOf } from "./attempt.ts";
import { curlOf } from "./curl.ts";

const offer: Offer = {
  apis: ["scale-v1"],
  operation: "getTask",
  method: "POST",
  server: "http://127.0.0.1:4010/scale-v1",
  path: "/task/{task_id}/cancel",
  parameters: [
    { name: "task_id", in: "path", isRequired: true, example: "5f2b", examples: [], isShown: true },
    { name: "limit", in: "query", isRequired: false, example: "10", examples: [], isShown: false },
  ],
  bodies: [{ name: "Short", text: '{"text": "it\'s"}' }],
  key: { place: "basic" },
};

test("a request has the values of the page, and the key of its mode", async () => {
  const request = requestOf(offer, { ...firstAttempt(offer), mode: "live" });
  expect(request.url).toBe("http://127.0.0.1:4010/scale-v1/task/5f2b/cancel");
  expect(request.headers.get("authorization")).toBe(`Basic ${btoa("live_try_it:")}`);
  expect(await request.json()).toEqual({ text: "it's" });
});

test("values in a path and in a query are encoded, and empty ones are not sent", () => {
  const first = firstAttempt(offer);
  const url = (values: Record<string, string>): string => requestOf(offer, { ...first, values }).url;
  expect(url({ task_id: "a/b?c", limit: "" })).toMatch(/\/task\/a%2Fb%3Fc\/cancel$/);
  expect(url({ task_id: "a", limit: "1&2" })).toMatch(/\?limit=1%262$/);
});

test("a command for curl is quoted for a shell", () => {
  expect(curlOf(offer, firstAttempt(offer))).toBe(
    `curl -u 'test_try_it:' -H 'content-type: application/json' -d '{"text": "it'\\''s"}' 'http://127.0.0.1:4010/scale-v1/task/5f2b/cancel'`,
  );
});

test("an address shares an attempt, whatever is in it", () => {
  const attempt = { ...firstAttempt(offer), body: '{"text": "Größe 🙂"}', receiver: "500" as const };
  expect(attemptIn(hashOf(attempt), firstAttempt(offer))).toEqual(attempt);
});

test("an address shares no generated id, and keeps one that the reader wrote", () => {
  const first = firstAttempt(offer);
  const mine = { ...first, mode: "live" as const, values: { ...first.values, task_id: "mine" } };
  const own = { ...first, values: { ...first.values, task_id: "own" } };
  expect(attemptIn(hashOf(mine, { task_id: "mine" }), own)).toEqual({ ...own, mode: "live" });
  expect(attemptIn(hashOf(mine, { task_id: "other" }), own)?.values["task_id"]).toBe("mine");
});

test("another key gets its own generated values, and what the reader wrote stays", () => {
  const [before, after] = [{ task_id: "a" }, { task_id: "b" }];
  expect(exchangeGenerated({ task_id: "a", limit: "3" }, before, after)).toEqual({
    task_id: "b",
    limit: "3",
  });
  expect(exchangeGenerated({ task_id: "mine" }, before, after)).toEqual({ task_id: "mine" });
});

test.for(["", "#request-body", "#try=", "#try=%%%", "#try=bm90IGpzb24"])(
  "an address that shares nothing readable, %s, is ignored",
  (hash) => {
    expect(attemptIn(hash, firstAttempt(offer))).toBeUndefined();
  },
);

test("what a link has of the wrong kind is ignored", () => {
  const first = firstAttempt(offer);
  const hostile = { mode: "root", values: { task_id: 7, limit: "3" }, body: {}, receiver: "404" };
  const hash = `#try=${btoa(JSON.stringify(hostile))}`;
  expect(attemptIn(hash, first)).toEqual({ ...first, values: { ...first.values, limit: "3" } });
});
