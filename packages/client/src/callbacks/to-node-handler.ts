import type { CallbackRequest } from "./callback-request.ts";
import { type AdapterOptions, createRespond, type Receive, reportUnsent } from "./respond.ts";

/** What is needed of a request of `node:http` or `node:http2`. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly httpVersionMajor: number;
  readonly complete: boolean;
  readonly readableDidRead: boolean;

  /** What a body parser has made of the body. */
  readonly body?: unknown;
}

/** What is needed of a response of `node:http` or `node:http2`. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  readonly writableEnded: boolean;
  // Methods, since those of HTTP/2 take more kinds of arguments, and not the same.
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

/**
 * Makes a request listener for `node:http` and `node:http2` of a receiver. It never throws or rejects, whatever is sent to
 * it: what is refused, and what fails, goes to `onError`. Where a parser has read the body already, `request.body` is taken.
 *
 * @throws TypeError if `authKey` is empty
 * @example
 * createServer(toNodeHandler(receiveScaleCallback, { authKey, onCallback })).listen(8080);
 */
export const toNodeHandler = <Options extends AdapterOptions>(
  receive: Receive<Options>,
  options: NoInfer<Options>,
): ((request: NodeRequest, response: NodeResponse) => Promise<void>) => {
  const respond = createRespond<NodeRequest, Options>(receive, options, fromNodeRequest);
  return async (request, response) => {
    const reply = await respond(request);
    try {
      const body = await reply.text();
      // A response was sent meanwhile, by a time limit of the framework for example.
      if (response.headersSent || response.writableEnded) return;
      response.statusCode = reply.status;
      for (const [name, value] of [...reply.headers, ...closing(request)]) response.setHeader(name, value);
      response.end(body);
    } catch (error) {
      reportUnsent(options, error);
    }
  };
};

/** @example fromNodeRequest(request).url; // "/callbacks" */
export const fromNodeRequest = (request: NodeRequest): CallbackRequest => {
  const { method = "GET", url = "/", headers, readableDidRead } = request;
  return {
    method,
    url,
    headers,
    body: toStream(request),
    bodyUsed: readableDidRead,
    // Some parsers leave an empty object where they have read nothing.
    parsedBody: readableDidRead ? request.body : undefined,
  };
};

/** Without this, Node would read the rest of a body that no one wants. In HTTP/2 there is no such header. */
export const closing = ({
  complete,
  httpVersionMajor,
}: Pick<NodeRequest, "complete" | "httpVersionMajor">): [string, string][] =>
  complete || httpVersionMajor > 1 ? [] : [["connection", "close"]];

const toStream = (request: NodeRequest): ReadableStream<Uint8Array> => {
  const chunks = request[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    // Nothing is read before it is wanted.
    { highWaterMark: 0 },
  );
};
