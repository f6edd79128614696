import { fixedBounds } from "../limits.ts";
import { UnreadableBody } from "./unreadable-body.ts";

const maxValues = fixedBounds.formValues.value;

/**
 * Parses a multipart form: repeated names are arrays, and files become their text. A part may also be JSON, which only
 * the contract can tell from text.
 *
 * @param contentType With the boundary between the parts.
 * @throws {UnreadableBody}
 * @example
 * await parseMultipart(bytes, "multipart/form-data; boundary=x"); // { purpose: "batch", file: "…" }
 */
export const parseMultipart = async (
  bytes: Uint8Array,
  contentType: string,
): Promise<Record<string, unknown>> => {
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } })
    .formData()
    .catch((error: unknown) => {
      throw new UnreadableBody(
        "The body is not the multipart/form-data that its Content-Type says. Let your client write that header, which names the boundary between the parts.",
        { cause: error },
      );
    });
  const entries = [...form];
  if (entries.length > maxValues)
    throw new UnreadableBody(`The form has more than ${maxValues} parts. Send fewer.`);
  const values = new Map<string, string[]>();
  for (const [name, entry] of entries) {
    const text = typeof entry === "string" ? entry : await entry.text();
    const earlier = values.get(name);
    if (earlier) earlier.push(text);
    else values.set(name, [text]);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
};
