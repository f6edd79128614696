import {
  brotliDecompressSync,
  gunzipSync,
  inflateSync,
  type ZlibOptions,
  zstdDecompressSync,
} from "node:zlib";

type Decode = (bytes: Uint8Array, options: Pick<ZlibOptions, "maxOutputLength">) => Buffer;

const decoders: Readonly<Record<string, Decode>> = {
  br: brotliDecompressSync,
  deflate: inflateSync,
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  zstd: zstdDecompressSync,
};

/** Why there are no decoded bytes: the encoding is unknown, or not that of the bytes; or they are too many. */
export type NotDecoded = "unreadable" | "too long";

/**
 * Decodes the `Content-Encoding` of a body, to check it. A few bytes may stand for very many, so decoding stops at a
 * limit, in bytes.
 *
 * @example
 * decodeContent(gzipSync("{}"), "gzip", 1024).toString(); // "{}"
 */
export const decodeContent = (
  bytes: Uint8Array,
  encoding: string | undefined,
  limit: number,
): Buffer | NotDecoded => {
  const name = (encoding ?? "identity").trim().toLowerCase();
  if (bytes.length === 0) return Buffer.alloc(0);
  if (name === "identity" || name === "") return bytes.length > limit ? "too long" : Buffer.from(bytes);
  const decode = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  try {
    return decode?.(bytes, { maxOutputLength: limit }) ?? "unreadable";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE" ? "too long" : "unreadable";
  }
};
