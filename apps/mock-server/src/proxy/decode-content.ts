import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from "node:zlib";

const decoders: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  br: brotliDecompressSync,
  deflate: inflateSync,
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  zstd: zstdDecompressSync,
};

/**
 * Undoes the `Content-Encoding` of a body, to look into it. One that is not known, or is not what the bytes are in, gives
 * undefined.
 *
 * @example
 * decodeContent(gzipSync("{}"), "gzip")?.toString(); // "{}"
 */
export const decodeContent = (bytes: Uint8Array, encoding = "identity"): Buffer | undefined => {
  const name = encoding.trim().toLowerCase();
  // The answer to HEAD names the encoding of a body that it does not have.
  if (name === "identity" || name === "" || bytes.length === 0) return Buffer.from(bytes);
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  try {
    return decode?.(bytes);
  } catch {
    return undefined;
  }
};
