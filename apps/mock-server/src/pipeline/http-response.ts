import type { Response } from "./prism.ts";

/** The media type of an answer, without parameters. Prism's mock writes the header as `Content-type`. */
export const contentType = ({ headers = {} }: Response): string => {
  const [, value = ""] =
    Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type") ?? [];
  return mediaTypeOf(value);
};

/**
 * @example
 * mediaTypeOf("Application/JSON; charset=utf-8"); // "application/json"
 */
export const mediaTypeOf = (header: string): string => (header.split(";", 1)[0] ?? "").trim().toLowerCase();
