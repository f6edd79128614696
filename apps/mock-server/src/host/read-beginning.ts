import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** In bytes. */
export interface ReadingLimits {
  /** The number of bytes to keep. */
  readonly keep: number;
  /** The maximum size of a body that is read to its end, so that its connection can be reused. */
  readonly discard: number;
}

/**
 * Reads the beginning of a body, as UTF-8 text, and destroys a body that is too long. Never rejects: of a body that breaks
 * off, it returns what was received. A character that the limit cuts in two is left out.
 *
 * @example
 * await readBeginning(response, { keep: 1024, discard: 65_536 }); // "try later"
 */
export const readBeginning = (body: Readable, { keep, discard }: ReadingLimits): Promise<string> =>
  new Promise((resolve) => {
    const kept: Buffer[] = [];
    let size = 0;
    const finish = (): void => resolve(new StringDecoder("utf8").write(Buffer.concat(kept)));
    body.on("data", (chunk: Buffer) => {
      if (size < keep) kept.push(chunk.subarray(0, keep - size));
      size += chunk.length;
      if (size > discard) body.destroy();
    });
    body.on("end", finish).on("close", finish).on("error", finish);
    if (discard === 0) body.destroy();
  });
