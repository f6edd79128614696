import type { Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { openServer } from "./open-server.ts";
import { proxyTimeLimits, timeLimits } from "./time-limits.ts";

const start = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

const open = (port: number, begun: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(begun, () => resolve(socket)));
    socket.on("error", reject);
  });

const quick = { headersTimeout: 50, requestTimeout: 50, connectionsCheckingInterval: 10 };

test.each([
  ["a slow head", "GET / HTTP/1.1\r\nhost: a\r\nx-slow: "],
  ["a connection that says nothing", ""],
  ["a slow body", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{"],
])("%s is refused, and makes room for others", async (_, begun) => {
  const server = openServer({ ...timeLimits, ...quick }, (request, response) => {
    request.resume().on("end", () => response.end("served"));
  });
  const port = await start(server);
  server.maxConnections = 8;

  const slow = await Promise.all(Array.from({ length: 8 }, () => open(port, begun)));
  const answers = await Promise.all(slow.map((socket) => text(socket)));
  // So short that a busy machine would not be in time either.
  Object.assign(server, timeLimits);
  const served = await text(await open(port, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"));

  for (const answer of answers) {
    expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
    expect(answer).toContain("x-content-type-options: nosniff");
    expect(answer).toContain("did not arrive in time");
  }
  expect(served).toContain("served");
});

test.each([
  ["the mock server", timeLimits],
  ["the proxy", proxyTimeLimits],
])("the limits of %s are those that Node uses", (_, limits) => {
  const { headersTimeout, requestTimeout } = openServer(limits);

  expect({ headersTimeout, requestTimeout }).toMatchObject({
    headersTimeout: limits.headersTimeout,
    requestTimeout: limits.requestTimeout,
  });
  expect(headersTimeout).toBeLessThan(requestTimeout);
});
