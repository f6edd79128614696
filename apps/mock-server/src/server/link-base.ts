import type { IncomingMessage } from "node:http";
import type { AccessPolicy } from "./access-policy.ts";

/** What links may begin with. */
export interface LinkBaseOptions {
  /** How clients reach the server, if something stands between. It wins over all else. */
  readonly publicUrl?: URL | undefined;
  /** The server itself, for clients that do not say which host they called. */
  readonly origin: string;
  readonly access: AccessPolicy;
}

/**
 * Says what the links in the response to a request begin with: the URL under which the client found the server. A host
 * that is not allowed is not repeated: the link would lead wherever the client was told.
 *
 * @example
 * createLinkBase({ origin: "http://127.0.0.1:4010", access })(request); // "http://localhost:4010"
 */
export const createLinkBase = ({
  publicUrl,
  origin,
  access,
}: LinkBaseOptions): ((request: IncomingMessage) => string) => {
  if (publicUrl) {
    const base = publicUrl.href.replace(/\/$/, "");
    return () => base;
  }
  return ({ headers: { host }, socket }) => {
    const { localAddress: address, localPort } = socket;
    if (host === undefined) return origin;
    if (access.allowsHost(host, address)) return `http://${host}`;
    if (address === undefined) return origin;
    const name = address.replace("::ffff:", "");
    return `http://${name.includes(":") ? `[${name}]` : name}:${localPort}`;
  };
};
