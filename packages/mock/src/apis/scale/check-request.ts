import { EngineFailure } from "../../engine/failure.ts";
import type { JsonObject } from "../../engine/model.ts";

/**
 * Checks the rules of a create request that a schema cannot express.
 *
 * @throws {EngineFailure} 400, with a message that names the field, the value and the fix.
 */
export const checkRequest = (body: JsonObject): void => {
  checkCallbackUrl(body);
  checkAttachments(body);
  checkCategoryIds(body);
};

/** The schema accepts what only looks like a URL: no callback can ever be sent to `http://[/` or to port 99999. */
const checkCallbackUrl = ({ callback_url: url }: JsonObject): void => {
  if (typeof url !== "string" || URL.canParse(url)) return;
  throw new EngineFailure(
    400,
    `callback_url is "${url.slice(0, 60)}", to which no callback can be sent. Send a URL with a host, and with a port up to 65535 if it has one.`,
  );
};

/** Anything but text is downloaded, so it must be a URL (scale-v1, Attachments). */
const checkAttachments = ({ attachment_type: type, attachment, attachments }: JsonObject): void => {
  if (type === "text") return;
  const named: [string, unknown][] = Array.isArray(attachments)
    ? attachments.map((value: unknown, index) => [`attachments[${index}]`, value])
    : [["attachment", attachment]];
  for (const [field, value] of named) {
    if (typeof value === "string" && !/^https?:\/\/[^/]/i.test(value)) {
      throw new EngineFailure(
        400,
        `${field} is "${value.slice(0, 60)}", but must be a URL with http:// or https://, since attachment_type is ${String(type)}. Use the attachment_type text for plain text.`,
      );
    }
  }
};

/** The values of `category_ids` are categories (scale-v1, schema CategoryIds). */
const checkCategoryIds = ({ categories, category_ids: ids }: JsonObject): void => {
  if (!Array.isArray(categories) || typeof ids !== "object" || ids === null) return;
  for (const [id, category] of Object.entries(ids)) {
    if (!categories.includes(category)) {
      throw new EngineFailure(
        400,
        `category_ids["${id}"] is "${String(category)}", which is not one of categories. Add it there, or take the id out.`,
      );
    }
  }
};
