import { mediaTypeOf } from "../text/media-type.ts";
import type { Response } from "./prism.ts";

/** The media type of a response, without parameters. Prism's mock writes the header as `Content-type`. */
export const contentType = ({ headers = {} }: Response): string => {
  const name =
    "content-type" in headers
      ? "content-type"
      : Object.keys(headers).find((other) => other.toLowerCase() === "content-type");
  return mediaTypeOf((name !== undefined && headers[name]) || "");
};
