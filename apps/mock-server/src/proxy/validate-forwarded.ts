import { left, right } from "fp-ts/lib/Either.js";
import { contentType } from "../pipeline/http-response.ts";
import type { PrismComponents } from "../pipeline/prism.ts";
import { validateOutput } from "../pipeline/validate-output.ts";
import { violation } from "../pipeline/violation.ts";
import { decodeContent } from "./decode-content.ts";
import { isForwarded } from "./forward.ts";

/** Prism's `validateOutput`, for answers whose bodies are bytes. What the proxy says itself is not judged. */
export const validateForwarded: PrismComponents["validateOutput"] = ({ resource, element }) => {
  if (!isForwarded(element)) return right(element);
  const { headers = {}, body } = element;
  const bytes = decodeContent(body, headers["content-encoding"]);
  if (!bytes) {
    const encoding = String(headers["content-encoding"]);
    return left([
      violation(
        ["body"],
        "encoding",
        `The body cannot be decoded as ${encoding}, which its Content-Encoding says.`,
      ),
    ]);
  }
  const value = parse(bytes.toString(), contentType(element));
  if (value instanceof SyntaxError) {
    return left([violation(["body"], "json", `The body is not valid JSON: ${value.message}.`)]);
  }
  return validateOutput({ resource, element: { ...element, body: value } });
};

const parse = (text: string, mediaType: string): unknown => {
  if (!/[/+]json$/.test(mediaType)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};
