import { request } from "node:http";
import { expect, test } from "vitest";
import { type ResponseSummary, awaitResponse } from "./await-response.ts";
import { nameFailure } from "./failure-name.ts";
import { startRawReceiver, startReceiver } from "../../test/support/receivers.ts";

const get = (url: string, timeoutMs = 5000): Promise<ResponseSummary> =>
  awaitResponse(request(url).end(), { limits: { keep: 10, discard: 1000 }, timeoutMs });

/** Why there was no answer. */
const failureOf = (url: string, timeoutMs?: number): Promise<unknown> =>
  get(url, timeoutMs).catch(nameFailure);

const head = "HTTP/1.1 200 OK\r\n";

test("a response has a status, headers and the beginning of its body", async () => {
  const url = await startReceiver((_, response) =>
    response.writeHead(503, { "retry-after": "7" }).end("x".repeat(99)),
  );
  expect(await get(url)).toMatchObject({
    status: 503,
    headers: { "retry-after": "7" },
    body: "x".repeat(10),
  });
});

test("a receiver that never responds fails after the timeout", async () => {
  const url = await startRawReceiver(() => {});
  expect(await failureOf(url, 30)).toBe("timeout");
});

test("a head that drips in does not extend the timeout", async () => {
  const url = await startRawReceiver((socket) => {
    const timer = setInterval(() => socket.write("HTTP/1.1 100 Continue\r\n\r\n"), 5);
    socket.on("close", () => clearInterval(timer));
  });
  expect(await failureOf(url, 100)).toBe("timeout");
});

test("a flood of 1xx responses is an invalid response", async () => {
  const url = await startRawReceiver((socket) =>
    socket.write("HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000)),
  );
  expect(await failureOf(url)).toBe("invalid response");
});

test("a slow body is cut off by the timeout, and the response counts", async () => {
  const url = await startReceiver((_, response) => {
    const timer = setInterval(() => response.write("."), 40);
    response.on("close", () => clearInterval(timer));
  });
  expect(await get(url, 200)).toMatchObject({ status: 200 });
});

test("an endless body is cut off, and the response counts", async () => {
  const url = await startReceiver((_, response) => {
    const pour = (): void => {
      while (response.write("for ever ".repeat(1000)));
    };
    response.on("drain", pour);
    pour();
  });
  expect(await get(url)).toMatchObject({ status: 200, body: "for ever f" });
});

test.for([
  ["less than was announced", `${head}content-length: 99\r\n\r\nhello`],
  ["more than was announced", `${head}content-length: 5\r\n\r\nhello HTTP/1.1 500 No\r\n\r\n`],
  ["a chunk of an impossible size", `${head}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\nzzz\r\n`],
] as const)("a body of %s makes no difference to the response", async ([, answer]) => {
  const url = await startRawReceiver((socket) => socket.end(answer));
  expect(await get(url)).toMatchObject({ status: 200, body: "hello" });
});

test.for([
  ["no HTTP", "SSH-2.0-OpenSSH_9.9\r\n"],
  ["random bytes", Buffer.from([0, 255, 7, 13, 10, 200])],
  ["a head that is too large", `${head}x: ${"a".repeat(100_000)}`],
  ["a status that does not exist", "HTTP/1.1 099 Hm\r\ncontent-length: 0\r\n\r\n"],
  ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"],
] as const)("%s is an invalid response", async ([, answer]) => {
  const url = await startRawReceiver((socket) => socket.write(answer));
  expect(await failureOf(url)).toBe("invalid response");
});

test("a connection that is reset or closed without a response is reported as ECONNRESET", async () => {
  expect(await failureOf(await startRawReceiver((socket) => socket.resetAndDestroy()))).toBe("ECONNRESET");
  expect(await failureOf(await startRawReceiver((socket) => socket.end()))).toBe("ECONNRESET");
});
