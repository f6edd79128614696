import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { AddressPolicy } from "./address-policy.ts";
import { checkAttachments } from "./check-attachments.ts";
import { closedUrl, startRawReceiver, startReceiver } from "../../test/support/receivers.ts";

test("attachments that respond with anything but 200 have failed, in their order", async () => {
  const files = await startReceiver(({ url }, response) => response.writeHead(Number(url?.slice(1))).end());
  const urls = ["404", "200", "206", "204", "500"].map((path) => files + path);
  expect(await checkAttachments(urls)).toEqual(
    [404, 206, 204, 500].map((statusCode) => ({ statusCode, url: `${files}${statusCode}` })),
  );
});

test("redirects are followed to their end, and the URL of the task is reported", async () => {
  const files = await startReceiver(({ url }, response) => {
    if (url === "/gone") response.writeHead(410).end();
    else if (url === "/moved") response.writeHead(302, { location: "gone" }).end();
    else if (url === "/moved-well") response.writeHead(308, { location: "/here" }).end();
    else response.end();
  });
  expect(await checkAttachments([`${files}moved`, `${files}moved-well`])).toEqual([
    { statusCode: 410, url: `${files}moved` },
  ]);
});

test("five redirects are followed, and the sixth is reported", async () => {
  const files = await startReceiver(({ url }, response) => {
    const left = Number(url?.slice(1));
    if (left === 0) response.end();
    else response.writeHead(301, { location: `/${left - 1}` }).end();
  });
  expect(await checkAttachments([`${files}5`, `${files}6`])).toEqual([{ statusCode: 301, url: `${files}6` }]);
});

test.for([undefined, "http://["])("a redirect to %s is reported", async (location) => {
  const url = await startReceiver((_, response) =>
    response.writeHead(302, location ? { location } : {}).end(),
  );
  expect(await checkAttachments([url])).toEqual([{ statusCode: 302, url }]);
});

test("an attachment whose server does not respond has the status 502", async () => {
  const broken = await startRawReceiver((socket) => socket.end("no HTTP"));
  const urls = [closedUrl, broken, "ftp://127.0.0.1/", "no url"];
  expect(await checkAttachments(urls)).toEqual(urls.map((url) => ({ statusCode: 502, url })));
});

test("an attachment whose server takes too long has the status 504", async () => {
  const url = await startRawReceiver(() => {});
  expect(await checkAttachments([url], { timeoutMs: 30 })).toEqual([{ statusCode: 504, url }]);
});

const onlyHere: AddressPolicy = (ip) => ip === "127.0.0.1";

test("a forbidden address is not asked, not even after a redirect", async () => {
  const paths: (string | undefined)[] = [];
  const files = await startReceiver(({ url }, response) => {
    paths.push(url);
    response.writeHead(302, { location: `http://169.254.169.254/secret` }).end();
  });
  expect(await checkAttachments([files], { allowAddress: onlyHere })).toEqual([
    { statusCode: 502, url: files },
  ]);
  expect(await checkAttachments([files], { allowAddress: () => false })).toMatchObject([{ statusCode: 502 }]);
  expect(paths).toEqual(["/"]);
});

test("the body of an attachment is not downloaded", async () => {
  const closed: Promise<unknown>[] = [];
  const url = await startReceiver((_, response) => {
    closed.push(once(response, "close"));
    response.writeHead(200, { "content-length": 10 ** 12 }).write("x".repeat(1000));
  });
  expect(await checkAttachments([url])).toEqual([]);
  expect(closed).toHaveLength(1);
  await Promise.all(closed);
});

test("no more are tried at a time than is allowed", async () => {
  let open = 0;
  let most = 0;
  const url = await startReceiver(async (_, response) => {
    open += 1;
    most = Math.max(most, open);
    await setImmediate();
    open -= 1;
    response.end();
  });
  expect(
    await checkAttachments(
      Array.from({ length: 20 }, () => url),
      { concurrency: 2 },
    ),
  ).toEqual([]);
  expect(most).toBeLessThanOrEqual(2);
});

test("a signal ends the check, and what is left has failed", async () => {
  const controller = new AbortController();
  const url = await startRawReceiver(() => controller.abort());
  const { signal } = controller;
  expect(await checkAttachments([url, url], { signal, concurrency: 1 })).toMatchObject([
    { statusCode: 502 },
    { statusCode: 502 },
  ]);
});
