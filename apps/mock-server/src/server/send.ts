import type { ServerResponse } from "node:http";
import { contentType } from "../pipeline/http-response.ts";
import type { Response } from "../pipeline/prism.ts";

/**
 * Puts an answer on the wire.
 *
 * @example
 * send(response, { statusCode: 200, headers: { "content-type": "application/json" }, body: { status: "ok" } });
 */
export const send = (target: ServerResponse, { statusCode, headers = {}, body }: Response): void => {
  const bytes = Buffer.from(serialize(body, contentType({ statusCode, headers })));
  for (const [name, value] of Object.entries(headers)) {
    // Prism's mock gives `null` for documented headers of which it knows no value.
    if (value !== null) target.setHeader(name, value);
  }
  if (statusCode !== 204) target.setHeader("content-length", bytes.length);
  target.writeHead(statusCode);
  target.end(bytes);
};

const serialize = (body: unknown, mediaType: string): string => {
  if (body === undefined) return "";
  return typeof body === "string" && !/[/+]json$/.test(mediaType) ? body : JSON.stringify(body);
};
