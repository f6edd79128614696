import { howToRaise, type Limits } from "../limits.ts";
import { parseBody } from "../parsing/parse-body.ts";
import { parseQuery } from "../parsing/parse-query.ts";
import type { BodyProblem } from "../parsing/parsed.ts";
import { utf8Size } from "../text/utf8-size.ts";
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
  /**
   * Reads the body: empty if there is none. May be undefined for one that exceeds the limit in bytes, so that it need not be
   * read to its end.
   */
  readonly readBody: (limit: number) => Body | Promise<Body>;
  /** The base URL at which the client found the mock, such as `http://127.0.0.1:4010`: the prefix of links. */
  readonly origin: string;
}

/** The limits on the size of a body: the second is that of an imported snapshot. */
export type BodyLimit = "bodyBytes" | "snapshotBytes";

/** Bytes, or well-formed text. */
type Body = Uint8Array | string | undefined;

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
  bound: BodyLimit = "bodyBytes",
): Promise<MockRequest> => {
  const reading = readBody(limits[bound]);
  const body = reading instanceof Promise ? await reading : reading;
  const isRead = body !== undefined && sizeOf(body) <= limits[bound];
  const parsed = isRead ? parseBody(body, headers) : { bodyProblem: tooLarge(limits, bound) };
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

const sizeOf = (body: Uint8Array | string): number =>
  typeof body === "string" ? utf8Size(body) : body.length;

const tooLarge = (limits: Limits, bound: BodyLimit): BodyProblem => ({
  status: 413,
  message: `The body is larger than ${limits[bound]} bytes. Send a smaller one. Or ${howToRaise(bound, limits)}`,
});
