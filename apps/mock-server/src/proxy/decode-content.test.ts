import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { decodeContent } from "./decode-content.ts";

const encodings: readonly (readonly [string | undefined, (bytes: Buffer) => Buffer])[] = [
  ["gzip", gzipSync],
  ["GZIP", gzipSync],
  ["br", brotliCompressSync],
  ["deflate", deflateSync],
  ["zstd", zstdCompressSync],
  ["identity", (bytes) => bytes],
  [undefined, (bytes) => bytes],
];

const text = '{"status":"ok"}';
const limit = 1000;

test.each(encodings)("%s is undone", (encoding, encode) => {
  expect(decodeContent(encode(Buffer.from(text)), encoding, limit).toString()).toBe(text);
});

test.each(encodings)("%s is undone up to a limit", (encoding, encode) => {
  const bytes = encode(Buffer.alloc(1001, " "));

  expect(decodeContent(bytes, encoding, 1000)).toBe("too long");
  expect(decodeContent(bytes, encoding, 1001)).toHaveLength(1001);
});

test.each(["gzip", "compress", "toString"])("bytes that are not in %s give nothing", (encoding) => {
  expect(decodeContent(Buffer.from(text), encoding, limit)).toBe("unreadable");
});

test("no bytes are no bytes in any encoding", () => {
  expect(decodeContent(Buffer.alloc(0), "gzip", limit)).toHaveLength(0);
});
