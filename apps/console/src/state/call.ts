import type { Schemas } from "../api/client.ts";

/** A request, ready to be sent. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  /** A form of several parts is a `FormData`. */
  readonly body?: FormData | string;
}

/** How a request has an API key. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/**
 * How an API key is sent, as the contract wants it.
 *
 * @example
 * credentialsOf({ type: "apiKey", in: "query", name: "key" }, "k"); // { headers: {}, query: { key: "k" } }
 */
export const credentialsOf = (scheme: Schemas["ContractSecurity"] | undefined, key: string): Credentials => {
  if (scheme?.type === "http")
    return {
      query: {},
      headers: { authorization: scheme.scheme === "bearer" ? `Bearer ${key}` : `Basic ${btoa(`${key}:`)}` },
    };
  if (scheme?.type !== "apiKey" || scheme.name === undefined) return { query: {}, headers: {} };
  if (scheme.in === "query") return { query: { [scheme.name]: key }, headers: {} };
  return {
    query: {},
    headers: scheme.in === "cookie" ? { cookie: `${scheme.name}=${key}` } : { [scheme.name]: key },
  };
};

/** A URL with more in its query. */
export const withQuery = (url: string, pairs: readonly (readonly [string, string])[]): string => {
  if (pairs.length === 0) return url;
  const query = new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();
  return `${url}${url.includes("?") ? "&" : "?"}${query}`;
};
