/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: "GET" | "POST" | "PATCH";
  /** With the query. */
  readonly path: string;
  /** `host` and `content-length` are added. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Writes a request as HTTP/1.1 wants it, for a connection that is kept.
 *
 * @example
 * toBytes({ method: "GET", path: "/tasks", headers: {} }, 4010);
 */
export const toBytes = ({ method, path, headers, body }: WireRequest, port: number): Buffer => {
  const all: Record<string, string> = {
    host: `127.0.0.1:${port}`,
    ...headers,
    ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body ?? ""}`);
};
