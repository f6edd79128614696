import type { Response } from "./prism.ts";

/** By lower-case name. */
export type Head = Record<string, string | number | string[]>;

/**
 * The headers of a response by lower-case name, since two spellings of a name would be two headers.
 *
 * @example
 * headOf({ "Content-type": "application/json", "x-next": null }); // { "content-type": "application/json" }
 */
export const headOf = (headers: NonNullable<Response["headers"]>): Head => {
  const head: Head = {};
  for (const name of Object.keys(headers)) {
    const value: unknown = headers[name];
    // Prism's mock has `null` for documented headers without a known value.
    if (value !== null) head[name.toLowerCase()] = value as Head[string];
  }
  return head;
};

/**
 * The body of a response as it is sent: text, or raw bytes.
 *
 * @example
 * serialize({ a: 1 }, "application/json"); // '{"a":1}'
 */
export const serialize = (body: unknown, mediaType: string): string | Uint8Array => {
  if (body instanceof Uint8Array) return body;
  if (body === undefined) return "";
  return typeof body === "string" && !/[/+]json$/.test(mediaType) ? body : JSON.stringify(body);
};

/** Whether a body is streamed. */
export const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === "object" && body !== null && Symbol.asyncIterator in body;
