/** Header fields: those of the web, or an object as `node:http`, Fastify and AWS Lambda have it. */
export type CallbackHeaders =
  | Pick<Headers, "get">
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * A request that may be a callback. A web `Request` is one. Where a framework has parsed the body already, put the request
 * together yourself:
 *
 * @example
 * await receiveScaleCallback({ method: "POST", url: req.url, headers: req.headers, parsedBody: req.body }, { authKey });
 */
export interface CallbackRequest {
  readonly method: string;

  /** A URL or a request target such as `/callbacks?shop=7`. */
  readonly url: string;
  readonly headers: CallbackHeaders;

  /** The body, still unread. */
  readonly body?: ReadableStream<Uint8Array> | null | undefined;

  /** Whether the body was read before. Then only `parsedBody` can tell what it was. */
  readonly bodyUsed?: boolean | undefined;

  /**
   * The body as a parser left it: parsed JSON, the fields of a form, or text or bytes that no one has parsed. If it is
   * there, `body` is not read.
   */
  readonly parsedBody?: unknown;

  /** Stops the reading of the body. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a header. If it was sent several times, the values are joined with commas.
 *
 * @returns null if it was not sent
 */
export const readHeader = (headers: CallbackHeaders, name: string): string | null => {
  if (isHeaders(headers)) return headers.get(name);
  // In AWS Lambda, names are spelled as the sender spelled them.
  const values = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name ? (value ?? []) : [],
  );
  return values.length > 0 ? values.join(", ") : null;
};

const isHeaders = (headers: CallbackHeaders): headers is Pick<Headers, "get"> =>
  typeof headers.get === "function";
