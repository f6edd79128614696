import type { IncomingMessage } from "node:http";
import { MockError } from "@task-contracts/mock/mock-error";
import type { Problem } from "@task-contracts/mock/pipeline/error-response";
import { abbreviateText } from "@task-contracts/mock/text/abbreviate";
import { redactHost } from "@task-contracts/mock/text/redact";

/** The allowed names and origins of a server. */
export interface AccessOptions {
  /** The address that the server listens on. */
  readonly host: string;
  readonly allowHosts?: readonly string[];
  readonly allowOrigins?: readonly string[];
  /** Its host and its origin are allowed as well. */
  readonly publicUrl?: URL | undefined;
}

/** Under which names, and from pages of which origins, the server may be called. */
export interface AccessPolicy {
  /** `address` is the local address of the connection. */
  readonly allowsHost: (host: string, address?: string) => boolean;
  readonly allowsOrigin: (origin: string) => boolean;
  /** Why a request is rejected, or undefined if it is allowed. */
  readonly check: (request: IncomingMessage, path: string) => Problem | undefined;
}

/**
 * Keeps websites that are open in the developer's browser away from the server. Without this a site could read the
 * server's data by pointing one of its names at this machine (DNS rebinding), or change it with a form, which a
 * browser sends anywhere without asking first.
 *
 * A request without `Origin` and `Sec-Fetch-Site` does not come from a browser, and needs only a name of the server. Off
 * loopback the mocked APIs may be called by any name: others are meant to reach them, by names that only they know.
 */
export const createAccessPolicy = (options: AccessOptions): AccessPolicy => {
  const names = new Set(namesOf(options));
  const origins = new Set(originsOf(options));
  const isLocal = isLoopbackName(options.host);
  // Nearly all requests of a client have the same headers.
  let lastAllowed: string | undefined;

  const allowsHost: AccessPolicy["allowsHost"] = (host, address) => {
    if (host === lastAllowed) return true;
    const name = nameOf(host);
    if (name === undefined) return false;
    if (isLoopbackName(name) || names.has(name)) {
      lastAllowed = host;
      return true;
    }
    // A name can be pointed elsewhere, an address cannot.
    return name === address?.replace("::ffff:", "");
  };

  const allowsOrigin: AccessPolicy["allowsOrigin"] = (origin) => {
    if (origins.has(origin)) return true;
    const url = URL.parse(origin);
    // Pages that this machine serves under a name of the server are the developer's own.
    return url !== null && /^https?:$/.test(url.protocol) && allowsHost(url.host);
  };

  return {
    allowsHost,
    allowsOrigin,
    check: (request, path) => {
      const { headers, method, rawHeaders, httpVersion, socket } = request;
      const { host, origin } = headers;
      const problem =
        host === undefined
          ? httpVersion === "1.1" && noHost
          : (hasTwoHosts(rawHeaders) && twoHosts) ||
            ((isLocal || (isControl(path) && !isProbe(path))) &&
              !allowsHost(host, socket.localAddress) &&
              wrongHost(host));
      if (problem) return problem;
      if (origin !== undefined) return allowsOrigin(origin) ? undefined : wrongOrigin(origin);
      return isForeign(method, headers) ? foreign : undefined;
    },
  };
};

/**
 * Whether a host is this machine.
 *
 * @example
 * isLoopbackName("127.0.0.1"); // true
 */
export const isLoopbackName = (name: string): boolean =>
  /^(localhost|([\w-]+\.)+localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(name);

/**
 * An origin as browsers write it. Undefined if the text is not one.
 *
 * @example
 * normalizeOrigin("HTTP://app.test:80"); // "http://app.test"
 */
export const normalizeOrigin = (value: string): string | undefined => {
  if (value === "null") return value;
  // For schemes that it does not know, such as `capacitor`, the URL parser returns no origin.
  if (!/^[a-z][a-z\d+.-]*:\/\/[^/?#@\s]+$/i.test(value)) return undefined;
  const url = URL.parse(value);
  if (!url) return undefined;
  return url.origin === "null" ? value.toLowerCase() : url.origin;
};

/** Without the port, and without the brackets of an IPv6 address. */
const nameOf = (host: string): string | undefined => {
  const [, name, address] = /^(?:([\w.-]+)|\[([\da-f:.]+)\])(?::\d+)?$/i.exec(host) ?? [];
  return (name ?? address)?.toLowerCase();
};

const namesOf = ({ host, allowHosts = [], publicUrl }: AccessOptions): string[] => [
  host,
  ...(publicUrl ? [nameOf(publicUrl.host) ?? ""] : []),
  ...allowHosts.map((name) => {
    const known = nameOf(name.includes("::") && !name.startsWith("[") ? `[${name}]` : name);
    if (known !== undefined) return known;
    throw new MockError(`"${name}" cannot be allowed as a host. Give a name such as mock.test.`);
  }),
];

const originsOf = ({ allowOrigins = [], publicUrl }: AccessOptions): string[] => [
  ...(publicUrl ? [publicUrl.origin] : []),
  ...allowOrigins.map((value) => {
    const origin = normalizeOrigin(value);
    if (origin !== undefined) return origin;
    throw new MockError(
      `"${value}" is no origin. Give a scheme, a host and a port, such as http://app.test:5173.`,
    );
  }),
];

/** The control API has the same names as this path. */
const isControl = (path: string): boolean => /^\/_mock(\/|$)/.test(path);

/** Load balancers call these by names or addresses that no one can list, and learn nothing that is secret. */
const isProbe = (path: string): boolean => path === "/_mock/health" || path === "/_mock/ready";

/** Node keeps the first. Another server on the way may use the second. */
const hasTwoHosts = (rawHeaders: readonly string[]): boolean => {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    // By its length first: to change the case of all names would take time.
    if (name?.length === 4 && name.toLowerCase() === "host") count++;
  }
  return count > 1;
};

/**
 * Images, scripts and the like of other sites are sent without an origin. Only links are allowed: a user who follows one
 * reads the page, and the site that has the link does not.
 */
const isForeign = (method: string | undefined, headers: IncomingMessage["headers"]): boolean =>
  headers["sec-fetch-site"] === "cross-site" &&
  !(headers["sec-fetch-mode"] === "navigate" && (method === "GET" || method === "HEAD"));

/** Node would respond without a body. */
const noHost: Problem = {
  status: 400,
  message: "The request has no Host header, which HTTP/1.1 requires. Send one, such as Host: 127.0.0.1.",
};

const twoHosts: Problem = {
  status: 400,
  message: "The request has more than one Host header. Send one, such as Host: 127.0.0.1.",
};

/** The names of most hosts are shorter, and can be copied from the message. */
const shorten = (text: string): string => abbreviateText(text, 100);

const wrongHost = (host: string): Problem => ({
  status: 403,
  message: `"${shorten(redactHost(host))}" is not a name of this server. Call it as 127.0.0.1, or allow the name when the server starts: --allow-host ${shorten(nameOf(host) ?? "NAME")}.`,
});

const wrongOrigin = (origin: string): Problem => ({
  status: 403,
  message: `Pages of ${shorten(origin)} may not call this server. Allow the origin when the server starts: --allow-origin ${shorten(normalizeOrigin(origin) ?? "ORIGIN")}.`,
});

const foreign: Problem = {
  status: 403,
  message:
    "The request comes from a page of another site (Sec-Fetch-Site: cross-site) and names no origin. Send it with fetch(), and allow the origin of the page when the server starts: --allow-origin ORIGIN.",
};
