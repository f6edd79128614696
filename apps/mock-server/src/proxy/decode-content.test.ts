import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeContent } from "./decode-content.ts";

const text = '{"status":"ok"}';

test.each([
  ["gzip", gzipSync(text)],
  ["GZIP", gzipSync(text)],
  ["br", brotliCompressSync(text)],
  ["deflate", deflateSync(text)],
  ["zstd", zstdCompressSync(text)],
  ["identity", Buffer.from(text)],
  [undefined, Buffer.from(text)],
])("%s is undone", (encoding, bytes) => {
  expect(decodeContent(bytes, encoding)?.toString()).toBe(text);
});

test.each(["gzip", "compress", "toString"])("bytes that are not in %s give nothing", (encoding) => {
  expect(decodeContent(Buffer.from(text), encoding)).toBeUndefined();
});

test("no bytes are no bytes in any encoding", () => {
  expect(decodeContent(Buffer.alloc(0), "gzip")).toHaveLength(0);
});
