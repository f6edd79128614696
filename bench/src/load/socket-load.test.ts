import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { autocannonLoad } from "./autocannon-load.ts";
import { socketLoad } from "./socket-load.ts";

const serve = async (listener: RequestListener): Promise<number> => {
  const server = createServer(listener);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};

const get = { method: "GET", path: "/", headers: {} } as const;
const generators = [
  ["bare sockets", socketLoad],
  ["autocannon", autocannonLoad],
] as const;

test.for(generators)(
  "with %s, each request is sent as often as the others and answered once",
  async ([, load]) => {
    const seen: string[] = [];
    const port = await serve(async (request, response) => {
      seen.push(`${request.method} ${request.url} ${(await buffer(request)).toString()}`);
      response.end("x".repeat(200_000));
    });
    const post = {
      method: "POST",
      path: "/p?q=1",
      headers: { "content-type": "text/plain" },
      body: "ä",
    } as const;
    const job = { port, requests: [get, post], connections: 1, until: { answers: 10 }, status: 200 };

    expect(await load(job)).toMatchObject({ answers: 10, failures: 0 });
    expect(seen).toEqual(Array.from({ length: 5 }, () => ["GET / ", "POST /p?q=1 ä"]).flat());
  },
);

test.for(generators)("with %s, answers with another status are counted as failures", async ([, load]) => {
  let count = 0;
  const port = await serve((_, response) => {
    count += 1;
    response.writeHead(count % 4 === 0 ? 500 : 200).end("{}");
  });
  const job = { port, requests: [get], connections: 1, until: { answers: 20 }, status: 200 };

  expect(await load(job)).toMatchObject({
    answers: 20,
    failures: 5,
    firstFailure: expect.stringContaining("status"),
  });
});

test.for(generators)("with %s, connections that break are counted as failures", async ([, load]) => {
  const port = await serve((_, response) => response.socket?.destroy());
  const { answers, failures } = await load({
    port,
    requests: [get],
    connections: 2,
    until: { milliseconds: 500 },
    status: 200,
  });

  expect(answers).toBe(0);
  expect(failures).toBeGreaterThan(0);
});
