import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** In bytes. */
export interface ReadingLimits {
  /** How much is kept. */
  readonly keep: number;
  /** Up to which size a body is read to its end, so that its connection can be used again. */
  readonly discard: number;
}

/**
 * Reads how a body begins, as UTF-8 text, and destroys what is too long. Never rejects: a body that breaks off is as
 * good as what came of it. A character that the limit cuts in two is left out.
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
