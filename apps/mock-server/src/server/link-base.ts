import type { IncomingMessage } from "node:http";
import type { AccessPolicy } from "./access-policy.ts";

/** The candidates for the base of links. */
export interface LinkBaseOptions {
  /** The URL of the server for clients, if there is a proxy. Takes precedence. */
  readonly publicUrl?: URL | undefined;
  /** The server itself, for clients that send no host. */
  readonly origin: string;
  readonly access: AccessPolicy;
}

/**
 * Returns the base of links in the response to a request: the URL under which the client found the server. A host
 * that is not allowed is not repeated: the link would point to a host that an attacker chose.
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
