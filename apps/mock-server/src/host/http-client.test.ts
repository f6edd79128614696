import { createServer } from "node:https";
import { setDefaultCACertificates } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { isPrivateAddress } from "./address-policy.ts";
import { type Answer, createExchange, type Exchange, type ExchangeOptions } from "./http-client.ts";
import { testCertificate } from "../../test/support/certificate.ts";
import { closedUrl, listen, startRawReceiver, startReceiver } from "../../test/support/receivers.ts";

const create = (options: Partial<ExchangeOptions> = {}): Exchange => {
  const exchange = createExchange({ timeoutMs: 5000, allowAddress: () => true, ...options });
  onTestFinished(exchange.close);
  return exchange;
};

const get = (url: string, exchange = create(), signal?: AbortSignal): Promise<Answer> =>
  exchange.ask({ method: "GET", url, headers: {}, limits: { keep: 10, discard: 1000 }, signal });

test.for([
  [closedUrl, "ECONNREFUSED"],
  ["http://localhost:1/", "ECONNREFUSED"],
  ["ftp://127.0.0.1/", "unsupported protocol"],
  ["shop.example/callback", "invalid URL"],
  ["http://%zz@127.0.0.1/", "invalid URL"],
] as const)("%s fails with %s", async ([url, error]) => {
  expect(await get(url)).toMatchObject({ error });
});

test("a header that HTTP does not allow is called so", async () => {
  const question = { method: "GET", url: closedUrl, limits: { keep: 0, discard: 0 } } as const;
  expect(await create().ask({ ...question, headers: { key: "a\nb" } })).toMatchObject({
    error: "invalid header",
  });
  expect(await create().ask({ ...question, headers: { "a b": "" } })).toMatchObject({
    error: "invalid header",
  });
});

test("redirects are not followed", async () => {
  const paths: (string | undefined)[] = [];
  const url = await startReceiver(({ url: path }, response) => {
    paths.push(path);
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  expect(await get(url)).toMatchObject({ status: 307 });
  expect(paths).toEqual(["/"]);
});

test("forbidden addresses are refused before anything is sent, however they are written", async () => {
  let requests = 0;
  const url = await startReceiver((_, response) => {
    requests += 1;
    response.end();
  });
  const exchange = create({ allowAddress: (ip) => !isPrivateAddress(ip) });
  for (const host of ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"]) {
    expect(await get(url.replace("127.0.0.1", host), exchange)).toMatchObject({ error: "refused address" });
  }
  expect(requests).toBe(0);
});

test("a name is reached by the addresses that are allowed", async () => {
  const url = await startReceiver((_, response) => response.end());
  const exchange = create({ allowAddress: (ip) => ip === "127.0.0.1" });
  expect(await get(url.replace("127.0.0.1", "localhost"), exchange)).toMatchObject({ status: 200 });
});

test("HTTPS is spoken with receivers whose certificate is trusted", async () => {
  const server = createServer(testCertificate, (_, response) => response.end("secret"));
  const url = await listen(server, "https");
  expect(await get(url)).toMatchObject({ error: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  setDefaultCACertificates([testCertificate.cert]);
  expect(await get(url)).toMatchObject({ status: 200, body: "secret" });
});

test("HTTPS with a receiver that speaks HTTP is a TLS error", async () => {
  const url = await startReceiver((_, response) => response.end());
  expect(await get(url.replace("http:", "https:"))).toMatchObject({ error: "TLS error" });
});

test("a connection is used again", async () => {
  const ports = new Set<number | undefined>();
  const url = await startReceiver(({ socket }, response) => {
    ports.add(socket.remotePort);
    response.end();
  });
  const exchange = create();
  for (let count = 0; count < 5; count += 1) await get(url, exchange);
  expect(ports.size).toBeLessThan(5);
});

test("a signal ends an exchange, before and after it has begun", async () => {
  const controller = new AbortController();
  const url = await startRawReceiver(() => controller.abort());
  expect(await get(url, create(), controller.signal)).toMatchObject({ error: "aborted" });
  expect(await get(url, create(), controller.signal)).toMatchObject({ error: "aborted" });
});

test("closing ends what is under way and prevents what is to come", async () => {
  const exchange = create();
  const url = await startRawReceiver(exchange.close);
  expect(await get(url, exchange)).toMatchObject({ error: "aborted" });
  expect(await get(url, exchange)).toMatchObject({ error: "aborted" });
});
