import { createServer } from "node:https";
import { setDefaultCACertificates } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { isPrivateAddress } from "./address-policy.ts";
import {
  type HttpOutcome,
  createHttpClient,
  type HttpClient,
  type HttpClientOptions,
} from "./http-client.ts";
import { testCertificate } from "../../test/support/certificate.ts";
import { closedUrl, listen, startRawReceiver, startReceiver } from "../../test/support/receivers.ts";

const create = (options: Partial<HttpClientOptions> = {}): HttpClient => {
  const client = createHttpClient({ timeoutMs: 5000, allowAddress: () => true, ...options });
  onTestFinished(client.close);
  return client;
};

const get = (url: string, client = create(), signal?: AbortSignal): Promise<HttpOutcome> =>
  client.send({ method: "GET", url, headers: {}, limits: { keep: 10, discard: 1000 }, signal });

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
  const request = { method: "GET", url: closedUrl, limits: { keep: 0, discard: 0 } } as const;
  expect(await create().send({ ...request, headers: { key: "a\nb" } })).toMatchObject({
    error: "invalid header",
  });
  expect(await create().send({ ...request, headers: { "a b": "" } })).toMatchObject({
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
  const client = create({ allowAddress: (ip) => !isPrivateAddress(ip) });
  for (const host of ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"]) {
    expect(await get(url.replace("127.0.0.1", host), client)).toMatchObject({ error: "refused address" });
  }
  expect(requests).toBe(0);
});

test("a name is reached by the addresses that are allowed", async () => {
  const url = await startReceiver((_, response) => response.end());
  const client = create({ allowAddress: (ip) => ip === "127.0.0.1" });
  expect(await get(url.replace("127.0.0.1", "localhost"), client)).toMatchObject({ status: 200 });
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
  const client = create();
  for (let count = 0; count < 5; count += 1) await get(url, client);
  expect(ports.size).toBeLessThan(5);
});

test("a signal ends an client, before and after it has begun", async () => {
  const controller = new AbortController();
  const url = await startRawReceiver(() => controller.abort());
  expect(await get(url, create(), controller.signal)).toMatchObject({ error: "aborted" });
  expect(await get(url, create(), controller.signal)).toMatchObject({ error: "aborted" });
});

test("closing ends what is under way and prevents what is to come", async () => {
  const client = create();
  const url = await startRawReceiver(client.close);
  expect(await get(url, client)).toMatchObject({ error: "aborted" });
  expect(await get(url, client)).toMatchObject({ error: "aborted" });
});
