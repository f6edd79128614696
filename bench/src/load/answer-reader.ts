const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");
const nothing = Buffer.alloc(0);

/**
 * Finds out where the answers on a connection end, and what their status is. It does no more than that, since a load
 * generator has a core to itself, but must never be the slow part. One request is under way at a time, so the end
 * of an answer is the end of what has arrived.
 *
 * @example
 * const reader = new AnswerReader();
 * reader.read(Buffer.from("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\no")); // undefined
 * reader.read(Buffer.from("k")); // 200
 */
export class AnswerReader {
  #begun: Buffer = nothing;

  /** @returns The status of the answer that this chunk completes, or undefined if more must come. */
  read(chunk: Buffer): number | undefined {
    const bytes = this.#begun.length === 0 ? chunk : Buffer.concat([this.#begun, chunk]);
    const status = statusOfWhole(bytes);
    // The chunk is a window of a buffer that is used again.
    this.#begun = status === undefined ? Buffer.from(bytes) : nothing;
    return status;
  }
}

const statusOfWhole = (bytes: Buffer): number | undefined => {
  const end = bytes.indexOf(headEnd);
  if (end === -1) return undefined;
  const head = bytes.toString("latin1", 0, end + 2);
  const status = Number(head.slice(9, 12));
  const length = lengthOf(head, status);
  const bodyStart = end + headEnd.length;
  if (length !== undefined) return bytes.length >= bodyStart + length ? status : undefined;
  // JSON has no line breaks of its own kind within texts, so nothing but the last chunk looks like it.
  return bytes.subarray(Math.max(bodyStart, bytes.length - lastChunk.length)).equals(lastChunk)
    ? status
    : undefined;
};

/** The length of the body, or undefined if it comes in chunks. */
const lengthOf = (head: string, status: number): number | undefined => {
  const [, length] = /\r\ncontent-length: *(\d+)\r\n/i.exec(head) ?? [];
  if (length !== undefined) return Number(length);
  return status === 204 || !/\r\ntransfer-encoding: *chunked/i.test(head) ? 0 : undefined;
};
