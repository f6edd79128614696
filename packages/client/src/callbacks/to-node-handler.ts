/** What receives a request: `(request) => receiveScaleCallback(request, { authKey })`, for example. */
export type Receive = (request: Request) => Promise<{ readonly response: Response }>;

/** What is needed of a request of `node:http`. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headersDistinct: Readonly<Record<string, readonly string[] | undefined>>;
  readonly complete: boolean;
  readonly readableEnded: boolean;
}

/** What is needed of a response of `node:http`. */
export interface NodeResponse {
  statusCode: number;
  readonly setHeader: (name: string, value: string) => unknown;
  readonly end: (body?: string) => unknown;
}

/**
 * Makes a request listener for `node:http` of a receiver.
 *
 * @example
 * createServer(toNodeHandler((request) => receiveScaleCallback(request, { authKey, onCallback }))).listen(8080);
 */
export const toNodeHandler =
  (receive: Receive) =>
  async (request: NodeRequest, response: NodeResponse): Promise<void> => {
    try {
      await answer(receive, request, response);
    } catch (error) {
      response.statusCode = 500;
      response.end();
      throw error;
    }
  };

/**
 * Has a request of `node:http` received, and sends the answer.
 *
 * @throws what `receive` throws, before anything was sent
 * @example
 * await answer(receive, request, response);
 */
export const answer = async (
  receive: Receive,
  request: NodeRequest,
  response: NodeResponse,
): Promise<void> => {
  const { response: reply } = await receive(toWebRequest(request));
  response.statusCode = reply.status;
  for (const [name, value] of reply.headers) response.setHeader(name, value);
  // Otherwise Node would read the rest of a body that nobody wants.
  if (!request.complete) response.setHeader("connection", "close");
  response.end(await reply.text());
};

const toWebRequest = (request: NodeRequest): Request => {
  if (request.readableEnded) {
    throw new TypeError("The body of the request was read before. Put the receiver before body parsers.");
  }
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(request.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  const { method = "GET", url = "/" } = request;
  const body = method === "POST" ? toStream(request) : null;
  // Node wants to be told that the answer does not come before the body; TypeScript does not know.
  const init: RequestInit & { readonly duplex: "half" } = { method, headers, body, duplex: "half" };
  // Only the path is looked at.
  return new Request(new URL(url, "http://receiver"), init);
};

const toStream = (request: NodeRequest): ReadableStream<Uint8Array> => {
  const chunks = request[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
};
