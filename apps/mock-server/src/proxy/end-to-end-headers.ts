import type { IncomingHttpHeaders } from "node:http";

/** Headers that concern one connection only (RFC 9110, 7.6.1, and Expect, which is handled by reading the body). */
const hopByHop = new Set([
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** How a request is sent on the next connection. */
interface NextHop {
  readonly host: string;
  readonly method: string;
  /** Of the body, in bytes. */
  readonly length: number;
}

/**
 * The headers of a request to forward to the service, with their spelling and order.
 *
 * @example
 * requestHeaders(["Host", "127.0.0.1:4010", "X-A", "1"], { host: "api.scale.example", method: "GET", length: 0 });
 * // ["Host", "api.scale.example", "X-A", "1"]
 */
export const requestHeaders = (raw: readonly string[], { host, method, length }: NextHop): string[] => {
  const pairs = raw.flatMap((name, index) =>
    index % 2 === 0 ? [{ name, key: name.toLowerCase(), value: raw[index + 1] ?? "" }] : [],
  );
  const dropped = droppedBy(pairs.filter(({ key }) => key === "connection").map(({ value }) => value));
  const kept = pairs.filter(({ key }) => !dropped(key) && key !== "host" && key !== "content-length");
  const hasBody = length > 0 || ["POST", "PUT", "PATCH"].includes(method);
  return [
    "Host",
    host,
    ...kept.flatMap(({ name, value }) => [name, value]),
    ...(hasBody ? ["Content-Length", String(length)] : []),
  ];
};

/** The headers of a response to pass back to the client. `sl-violations` is set by the proxy. */
export const responseHeaders = (headers: IncomingHttpHeaders): IncomingHttpHeaders => {
  const dropped = droppedBy([headers.connection ?? ""]);
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !dropped(name) && name !== "sl-violations"),
  );
};

/** `Connection` names further hop-by-hop headers. */
const droppedBy = (connections: readonly string[]): ((name: string) => boolean) => {
  const named = new Set(connections.flatMap((value) => value.toLowerCase().split(/ *, */)));
  return (name) => hopByHop.has(name) || named.has(name);
};
