import { describe, expect, test } from "vitest";
import { receiveScaleCallback } from "../src/callbacks/index.ts";
import { authKey, callbackRequest, example } from "./callback-requests.ts";
import { refusalOf, watchedBody } from "./receiving.ts";

describe("a large body", () => {
  test("is refused by its length, unread", async () => {
    const { body, read } = watchedBody([new Uint8Array(10)]);
    const [status, error] = await refusalOf(callbackRequest(body, { "content-length": "10000000" }));
    expect([status, error.code, read()]).toEqual([413, "too_large", 0]);
  });

  test("without a length is read no further than the limit", async () => {
    const megabytes = Array.from({ length: 10 }, () => new Uint8Array(1_000_000));
    const { body, read } = watchedBody(megabytes);
    const [status, error] = await refusalOf(callbackRequest(body), { maxBytes: 2_500_000 });
    expect([status, read()]).toEqual([413, 3]);
    expect(error.message).toBe(
      "The body is larger than 2500000 bytes. Raise maxBytes if you expect such callbacks.",
    );
  });

  test("may be as large as the limit", async () => {
    const text = JSON.stringify(example("SupportMessageCallback"));
    expect(
      (await receiveScaleCallback(callbackRequest(text), { authKey, maxBytes: text.length + 100 })).ok,
    ).toBe(true);
  });
});

test("A body that does not end is not waited for.", async () => {
  const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) });
  const [status, error] = await refusalOf(callbackRequest(body), { timeoutMs: 20 });
  expect([status, error.code]).toEqual([408, "timeout"]);
});

test("A body that breaks off is refused.", async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error("ECONNRESET")) });
  expect((await refusalOf(callbackRequest(body)))[1]).toMatchObject({ code: "malformed", status: 400 });
});
