import type { Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { fixedBounds } from "@task-contracts/mock/limits";
import { jsonError } from "@task-contracts/mock/pipeline/error-response";
import { noSniffing } from "./send.ts";

/** Messages and statuses for requests that Node cannot parse, by error code. All others are a 400. */
const problems: Readonly<Record<string, readonly [status: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [
    "431 Request Header Fields Too Large",
    `The head of the request is too large: URL and headers may have ${fixedBounds.headBytes.value / 1024} KiB in all. Send less of them, or a body instead.`,
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [
    "413 Payload Too Large",
    "The extensions of the body's chunks are too large. Send the body without them.",
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    "408 Request Timeout",
    "The request did not arrive in time. Send it again, and all of it.",
  ],
};

/** A connection, and the response that Node is writing to it. Node has no public name for it. */
interface Connection extends Duplex {
  readonly _httpMessage?: ServerResponse | null;
}

/**
 * Responds to invalid HTTP with a message, where Node sends a status without a body. Nothing more can be read from such
 * a connection, so it ends.
 */
export const refuseUnreadable = (server: Server): void => {
  const refused = new WeakSet<Connection>();
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Connection) => {
    if (error.code === "ECONNRESET" || !socket.writable) socket.destroy();
    // What comes after is unreadable as well.
    else if (!refused.has(socket)) {
      refused.add(socket);
      refuse(error, socket);
    }
  });
};

/** Complete requests that came before get their responses first: else their clients would take this for the response to them. */
const refuse = (error: NodeJS.ErrnoException, socket: Connection): void => {
  // oxlint-disable-next-line no-underscore-dangle -- see Connection
  const answer = socket._httpMessage;
  if (answer?.req.complete && (answer.writableEnded || !answer.headersSent)) {
    answer.once("finish", () => refuse(error, socket));
    return;
  }
  // In the middle of a response this text would be taken for a part of it.
  if (answer?.headersSent) socket.destroy();
  else socket.end(explain(error));
};

const explain = ({ code = "", message }: NodeJS.ErrnoException): string => {
  const [status, explanation] = problems[code] ?? [
    "400 Bad Request",
    `This is no request that HTTP knows: ${message}. Send one, such as GET / HTTP/1.1.`,
  ];
  const body = JSON.stringify(jsonError(Number.parseInt(status), explanation));
  return [
    `HTTP/1.1 ${status}`,
    ...Object.entries(noSniffing).map((header) => header.join(": ")),
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
    "",
    body,
  ].join("\r\n");
};
