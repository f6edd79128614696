import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import { test } from "./support/mock-test.ts";

const read = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  return { response, text: await response.text() };
};

test("the console takes at most 60 kB, compressed", async ({ mock }) => {
  const { text } = await read(`${mock.url()}/_console/`);
  const names = Array.from(text.matchAll(/(?:href|src)="([^"]+)"/g), ([, name = ""]) => name);
  const files = await Promise.all(names.map((name) => read(`${mock.url()}/_console/${name}`)));

  expect(files.map(({ response }) => response.status)).toEqual([200, 200, 200]);
  const size = [text, ...files.map((file) => file.text)].reduce(
    (sum, each) => sum + gzipSync(each).length,
    0,
  );
  expect(size).toBeLessThan(60_000);
  for (const { response } of files)
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("the page is asked for anew, and not sent again if it is the same", async ({ mock }) => {
  const { response } = await read(`${mock.url()}/_console/`);
  const headers = { "if-none-match": response.headers.get("etag") ?? "" };
  const again = await read(`${mock.url()}/_console/`, { headers });

  expect(response.headers.get("cache-control")).toBe("no-cache");
  expect({ status: again.response.status, text: again.text }).toEqual({ status: 304, text: "" });
});

test("nothing but what the server sends is allowed to run in the page", async ({ mock }) => {
  const { response } = await read(`${mock.url()}/_console/`);
  const policy = response.headers.get("content-security-policy")?.split("; ");

  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
    ]),
  );
  expect(policy?.join(" ")).not.toContain("unsafe");
});

test.for([
  ["GET", "/_console", 308, ""],
  ["GET", "/_console/nothing.js", 404, "There is no such file of the console. Open /_console/."],
  ["POST", "/_console/", 405, "/_console does not take POST. Use GET."],
] as const)("%s %s is %d", async ([method, path, status, error], { mock }) => {
  const { response, text } = await read(mock.url() + path, { method, redirect: "manual" });
  expect(response.status).toBe(status);
  expect(text).toContain(error);
});

test("the start page and the overview of the server link to it", async ({ mock }) => {
  const { text } = await read(mock.url(), { headers: { accept: "text/html" } });
  expect(text).toContain('href="_console/"');
});
