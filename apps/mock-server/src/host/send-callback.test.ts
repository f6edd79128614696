import type { IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { encodeCallback } from "@task-contracts/mock/engine/callbacks/encode-callback";
import type { OutgoingCallback } from "@task-contracts/mock/engine/host";
import { createSender, type Sender, type SenderOptions } from "./send-callback.ts";
import { closedUrl, startRawReceiver, startReceiver } from "../../test/support/receivers.ts";

const create = (options?: SenderOptions): Sender => {
  const sender = createSender(options);
  onTestFinished(sender.close);
  return sender;
};

const mediaType = "application/json";
const callbackTo = (url: string): OutgoingCallback => ({
  method: "POST",
  url,
  mediaType,
  body: encodeCallback(mediaType, { task_id: "größer" }),
  headers: { "scale-callback-auth": "4f1c2a9b7e" },
});

test("a callback is a POST with its body, its type and length, and its headers", async () => {
  const received: { method: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
  const url = await startReceiver(async (request, response) => {
    received.push({ method: request.method, headers: request.headers, body: await text(request) });
    response.end("thank you");
  });
  expect(await create().send(callbackTo(url))).toEqual({
    status: 200,
    responseBody: "thank you",
    latencyMs: expect.any(Number) as number,
  });
  expect(received).toMatchObject([
    {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "content-length": "22",
        "scale-callback-auth": "4f1c2a9b7e",
        "user-agent": expect.stringMatching(/^task-mock\/\d/) as string,
      },
      body: '{"task_id":"größer"}',
    },
  ]);
});

test("user name and password of a URL are sent as Basic authentication", async () => {
  const keys: (string | undefined)[] = [];
  const url = await startReceiver(({ headers }, response) => {
    keys.push(headers.authorization);
    response.end();
  });
  await create().send(callbackTo(url.replace("//", "//me:secret@")));
  expect(keys).toEqual([`Basic ${btoa("me:secret")}`]);
});

test.for([204, 302, 401, 500])("the status %i is passed on", async (status) => {
  const url = await startReceiver((_, response) => response.writeHead(status).end());
  expect(await create().send(callbackTo(url))).toMatchObject({ status, responseBody: "" });
});

test("of a long response the first KiB is kept", async () => {
  const url = await startReceiver((_, response) => response.writeHead(500).end("x".repeat(10_000)));
  expect(await create().send(callbackTo(url))).toMatchObject({ status: 500, responseBody: "x".repeat(1024) });
});

test("without a response there is an error and no status", async () => {
  expect(await create().send(callbackTo(closedUrl))).toEqual({
    error: "ECONNREFUSED",
    latencyMs: expect.any(Number) as number,
  });
});

test("the timeout and the addresses that are allowed can be chosen", async () => {
  const url = await startRawReceiver(() => {});
  expect(await create({ timeoutMs: 30 }).send(callbackTo(url))).toMatchObject({ error: "timeout" });
  expect(await create({ allowAddress: () => false }).send(callbackTo(url))).toMatchObject({
    error: "refused address",
  });
});

test("a signal ends an attempt", async () => {
  const url = await startRawReceiver(() => {});
  expect(await create().send({ ...callbackTo(url), signal: AbortSignal.timeout(30) })).toMatchObject({
    error: "aborted",
  });
});
