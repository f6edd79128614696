import type { RequestMessage, ResponseMessage } from "./messages.ts";
import { createPorts, listen, type Port } from "./port.ts";

/**
 * Creates a `fetch` whose requests are responded to at the other end of a port.
 *
 * @param portOf The port may be another one for each request.
 * @example
 * const fetch = createRemoteFetch(() => port);
 * await fetch("https://api.moderation.example/v2/moderations");
 */
export const createRemoteFetch =
  (portOf: () => Port): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    // The caller's signal, if there is one: a request refers to it only weakly.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : request.signal);
    signal.throwIfAborted();
    const body = await request.arrayBuffer();
    signal.throwIfAborted();
    const { method, url } = request;
    const message: RequestMessage = { type: "request", method, url, headers: [...request.headers], body };
    const [own, other] = createPorts();
    const response = receive(own, signal);
    portOf().postMessage(message, [other, body]);
    return response;
  };

/** How many parts of a body are sent before they are read. */
const READ_AHEAD = 16;

/** Statuses whose responses have no body, not even an empty one. */
const bodiless: ReadonlySet<number> = new Set([204, 205, 304]);

const receive = (port: Port, signal: AbortSignal): Promise<Response> => {
  const { promise, reject, resolve } = Promise.withResolvers<Response>();
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const end = (): void => {
    isOver = true;
    signal.removeEventListener("abort", abort);
    port.close();
  };
  const fail = (error: unknown): void => {
    controller?.error(error);
    reject(error);
    end();
  };
  let isOver = false;
  const cancel = (): void => port.postMessage({ type: "cancel" });
  const abort = (): void => {
    cancel();
    fail(signal.reason);
  };
  signal.addEventListener("abort", abort);
  const body = new ReadableStream<Uint8Array>(
    {
      start: (created) => {
        controller = created;
      },
      // The other side sends a part for each: what is not read is not sent.
      pull: () => {
        if (!isOver) port.postMessage({ type: "pull" });
      },
      cancel: () => {
        cancel();
        end();
      },
    },
    // So that the response to a request whose body is read by no one ends all the same.
    new CountQueuingStrategy({ highWaterMark: READ_AHEAD }),
  );
  listen(port, ({ data }) => {
    // What was under way when the reader left.
    if (isOver) return;
    const message = data as ResponseMessage;
    if (message.type === "head") {
      const { headers, status } = message;
      const sent = headers.map(([name, value]): [string, string] => [name, value]);
      resolve(new Response(bodiless.has(status) ? null : body, { status, headers: sent }));
    } else if (message.type === "chunk") {
      controller?.enqueue(message.bytes);
    } else if (message.type === "end") {
      controller?.close();
      end();
    } else {
      fail(new TypeError("fetch failed", { cause: new Error(message.reason) }));
    }
  });
  return promise;
};
