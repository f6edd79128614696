import type { IncomingMessage } from "node:http";
import { fixedBounds } from "@task-contracts/mock/limits";

/** How many times the limit is read and discarded if a body is too large: a client that is still writing might otherwise
 * see a broken connection instead of the response. */
const patience = fixedBounds.discardedBodies.value;

const nothing = Buffer.alloc(0);

/**
 * Reads the body of a request, up to its limit.
 *
 * @param limit In bytes.
 * @example
 * const body = await readBody(request, limits.bodyBytes); // a Buffer, empty if there is no body; undefined if it is too large
 */
export const readBody = (request: IncomingMessage, limit: number): Buffer | Promise<Buffer | undefined> =>
  hasBody(request) ? readToEnd(request, limit) : nothing;

/** A request has a body only with one of these headers (RFC 9112, 6.3). Waiting for none would only take time. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;

const readToEnd = (request: IncomingMessage, limit: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else if (size > patience * limit) resolve(undefined);
    });
    request.on("end", () => resolve(size > limit ? undefined : Buffer.concat(chunks)));
    request.on("error", reject);
  });
