import type { ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { contentType } from "@task-contracts/mock/pipeline/http-response";
import type { Response } from "@task-contracts/mock/pipeline/prism";
import type { Sent } from "@task-contracts/mock/pipeline/remember-request";
import { headOf, isStream, serialize } from "@task-contracts/mock/pipeline/serialize";
import type { UnsentResponses } from "./unsent-responses.ts";

/** How a response is sent. */
export interface SendOptions {
  /** Headers that override its own. */
  readonly further?: Readonly<Record<string, string>>;
  /** Counts unread bytes. */
  readonly unsent?: UnsentResponses;
}

/**
 * Sends a response, or an error if it is too large for now.
 */
export const send = (
  target: ServerResponse,
  { statusCode, headers = {}, body }: Response,
  { further = {}, unsent }: SendOptions = {},
): Sent => {
  const head = headOf(headers);
  // A response that varies by several headers varies by all of them.
  const vary = further["vary"] && head["vary"] ? `${further["vary"]}, ${String(head["vary"])}` : undefined;
  Object.assign(head, further, noSniffing, vary !== undefined && { vary });
  if (isStream(body)) {
    const stream = body instanceof Readable ? body : Readable.from(body, { objectMode: false });
    target.writeHead(statusCode, head);
    if (target.req.method === "HEAD") {
      stream.destroy();
      target.end();
      return { headers: head };
    }
    // The first bytes of the body may be late.
    target.flushHeaders();
    // The stream is closed when the client disconnects, and the connection when the stream ends.
    pipeline(stream, target, () => undefined);
    return { headers: head };
  }
  // Text is passed as text: Node then writes head and body in one go, which saves a quarter of the time.
  const mediaType = contentType({ statusCode, headers });
  const content = serialize(body, mediaType);
  const length = Buffer.byteLength(content);
  const refusal = unsent?.add(target, length);
  if (refusal) return send(target, refusal, { further });
  // A service behind a proxy may have set it: the response to HEAD has no body, and the length of one. If it has not,
  // an empty body does not mean that the length is 0.
  const isBodiless = target.req.method === "HEAD" || statusCode === 204 || statusCode === 304;
  if (length > 0 || !isBodiless) head["content-length"] ??= length;
  // All at once: Node then need not keep a table of headers, to which one is added after the other.
  target.writeHead(statusCode, head);
  // If the number of bytes is that of characters, it is plain ASCII, which Node can copy as it is.
  target.end(content, content.length === length ? "latin1" : "utf8");
  if (typeof content !== "string" || length === 0) return { headers: head };
  return { headers: head, body: { mediaType, text: content, size: length } };
};

/** Browsers must not treat a response as a script, or a page, unless its media type says so. */
export const noSniffing = { "x-content-type-options": "nosniff" };
