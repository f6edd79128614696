import { howToRaise, type Limits } from "../limits.ts";
import { parseBody } from "../parsing/parse-body.ts";
import { parseQuery } from "../parsing/parse-query.ts";
import type { BodyProblem } from "../parsing/parsed.ts";
import type { MockRequest } from "./mock-request.ts";

/** A request as plain data, independent of its transport. */
export interface PlainRequest {
  /** In capitals. */
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** Without the question mark. */
  readonly search: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Reads the body: empty if there is none, undefined if it exceeds the limit in bytes. */
  readonly readBody: (limit: number) => Body | Promise<Body>;
  /** The base URL at which the client found the mock, such as `http://127.0.0.1:4010`: the prefix of links. */
  readonly origin: string;
}

type Body = Uint8Array | undefined;

/**
 * Creates the input of a pipeline. An unreadable body does not stop it: whether the body matters depends on the
 * operation.
 *
 * @param path Below the mount point of the API.
 */
export const toMockRequest = async (
  { method, path: whole, search, headers, origin, readBody }: PlainRequest,
  path: string,
  limits: Limits,
): Promise<MockRequest> => {
  const body = readBody(limits.bodyBytes);
  const bytes = body instanceof Promise ? await body : body;
  const parsed = bytes ? parseBody(bytes, headers) : { bodyProblem: tooLarge(limits) };
  return {
    method: method.toLowerCase() as MockRequest["method"],
    path,
    origin,
    base: whole.endsWith(path) ? origin + whole.slice(0, whole.length - path.length) : origin,
    ...parseQuery(search),
    headers: headers as MockRequest["headers"],
    ...(parsed instanceof Promise ? await parsed : parsed),
  };
};

const tooLarge = (limits: Limits): BodyProblem => ({
  status: 413,
  message: `The body is larger than ${limits.bodyBytes} bytes. Send a smaller one. Or ${howToRaise("bodyBytes", limits)}`,
});
