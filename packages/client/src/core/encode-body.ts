import type { BodyEncoding } from "./client-options.ts";
import { encodeForm } from "./encode-form.ts";

/** Writes bodies. */
export interface BodyEncoder {
  /** How each encoding is called in the header `content-type`. */
  readonly contentTypes: Readonly<Record<BodyEncoding, string>>;

  /**
   * Writes a body as its header says. Text was written already, and stays as it is.
   *
   * @throws TypeError for content types that no API takes, and for a form that the header does not call one
   */
  readonly encode: (body: unknown, contentType: string) => string;
}

/**
 * The one way in which bodies are written, by methods and by `http`. APIs without bodies do without it.
 *
 * @example
 * bodyEncoder.encode({ categories: ["big"] }, "application/x-www-form-urlencoded"); // "categories%5B%5D=big"
 */
export const bodyEncoder: BodyEncoder = {
  contentTypes: { json: "application/json", form: "application/x-www-form-urlencoded" },
  encode: (body, contentType) => {
    if (/form-url/i.test(contentType)) return encodeForm(body);
    if (!/json/i.test(contentType) || body instanceof URLSearchParams) {
      throw new TypeError(`This body cannot be ${contentType}: set bodyEncoding instead.`);
    }
    return typeof body === "string" ? body : JSON.stringify(body);
  },
};
