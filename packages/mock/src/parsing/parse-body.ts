import { mediaTypeOf } from "../text/media-type.ts";
import { utf8Size } from "../text/utf8-size.ts";
import type { BodyProblem, BodyText, RequestBody } from "./parsed.ts";
import type { NumberOptions } from "./inexact-number.ts";
import type { parseForm } from "./parse-form.ts";
import { parseJson } from "./parse-json.ts";
import { UnreadableBody } from "./unreadable-body.ts";

/** The headers that determine how a body is read. */
interface BodyHeaders {
  readonly "content-type"?: string | undefined;
  readonly "content-encoding"?: string | undefined;
}

/** The result of reading a body. */
export interface ParsedBody {
  /** Absent when the request has no body, or one with a `bodyProblem`. */
  readonly body?: RequestBody | undefined;
  readonly bodyProblem?: BodyProblem | undefined;
  /** The body as text, even if it could not be parsed. Absent if there is none, or if it is not text. */
  readonly bodyText?: BodyText | undefined;
}

const form = "application/x-www-form-urlencoded";

/**
 * Parses a body, by its `Content-Type`. Other media types stay text: whether the operation accepts them is for the
 * pipeline to decide.
 *
 * @param sent Bytes, or well-formed text.
 * @example
 * parseBody(new TextEncoder().encode("categories=a&categories=b"), { "content-type": "application/x-www-form-urlencoded" });
 * // { body: { mediaType: "application/x-www-form-urlencoded", value: { categories: ["a", "b"] } } }
 */
export const parseBody = (
  sent: Uint8Array | string,
  headers: BodyHeaders,
  options?: NumberOptions,
): ParsedBody | Promise<ParsedBody> => {
  if (sent.length === 0) return {};
  const encoding = headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    return problem(
      415,
      `The body has the Content-Encoding ${encoding}. Send it as it is, without compression.`,
    );
  }
  const { "content-type": contentType = "" } = headers;
  const mediaType = mediaTypeOf(contentType);
  const text = typeof sent === "string" ? withoutMark(sent) : decode(sent);
  if (mediaType === "multipart/form-data") {
    const bytes = typeof sent === "string" ? encoder.encode(sent) : sent;
    return withText(text, { mediaType, size: bytes.length }, parseParts(bytes, contentType));
  }
  if (text === undefined) return problem(400, "The body is not valid UTF-8. Encode it as UTF-8.");
  const bodyText = { mediaType, text, size: typeof sent === "string" ? utf8Size(sent) : sent.length };
  const parsing = (): ParsedBody => parseWhole(bodyText, options);
  return mediaType === form && !forms ? loadForms().then(parsing) : parsing();
};

const parseWhole = (bodyText: BodyText, options: NumberOptions | undefined): ParsedBody => {
  try {
    return { bodyText, body: { mediaType: bodyText.mediaType, ...parseText(bodyText, options) } };
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error;
    return { bodyText, ...problem(400, error.message, error.path) };
  }
};

/** Loaded with the first form: most pages that mock an API send none. */
let forms: { readonly parseForm: typeof parseForm } | undefined;

const loadForms = async (): Promise<void> => {
  forms = await import("./parse-form.ts");
};

const parseParts = async (bytes: Uint8Array, contentType: string): Promise<ParsedBody> => {
  const { parseMultipart } = await import("./parse-multipart.ts");
  try {
    const value = await parseMultipart(bytes, contentType);
    return { body: { mediaType: mediaTypeOf(contentType), value, isMultipart: true } };
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error;
    return problem(400, error.message);
  }
};

/** Parts may be images: then there is no text. */
const withText = async (
  text: string | undefined,
  traits: Omit<BodyText, "text">,
  parsing: Promise<ParsedBody>,
): Promise<ParsedBody> => ({
  ...(await parsing),
  ...(text !== undefined && { bodyText: { ...traits, text } }),
});

/**
 * Parses the text of a body that `parseBody` has read before.
 *
 * @throws {UnreadableBody} If the text does not match its media type.
 * @example
 * parseText({ mediaType: "application/json", text: '{"a":1}' }); // { value: { a: 1 } }
 */
export const parseText = (
  { mediaType, text }: Pick<BodyText, "mediaType" | "text">,
  options?: NumberOptions,
): Omit<RequestBody, "mediaType"> => {
  if (mediaType === form && forms) return forms.parseForm(text, options);
  return { value: /[/+]json$/.test(mediaType) ? parseJson(text, options) : text };
};

const encoder = new TextEncoder();

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** As the decoder does it. */
const withoutMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

const decode = (bytes: Uint8Array): string | undefined => {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
};

const problem = (status: BodyProblem["status"], message: string, path?: readonly string[]): ParsedBody => ({
  bodyProblem: { status, message, ...(path && { path }) },
});
