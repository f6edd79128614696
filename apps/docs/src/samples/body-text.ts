import { json } from "./dialects.ts";
import { literal } from "./literal.ts";

/** Whether a body of this media type is a form. */
export const isForm = (mediaType: string): boolean => mediaType === "application/x-www-form-urlencoded";

/**
 * An example as it is sent in a media type: text as it is, a form with a line for each field, and everything else as JSON.
 *
 * @example
 * bodyText("application/x-www-form-urlencoded", { task: { status: "completed" } }); // "task%5Bstatus%5D=completed"
 */
export function bodyText(mediaType: string, value: unknown): string {
  if (typeof value === "string") return value;
  if (!isForm(mediaType)) return literal(value, json);
  const fields = Object.entries(Object(value) as Record<string, unknown>);
  return fields.flatMap(([name, field]) => formFields(name, field)).join("\n&");
}

/** Brackets for objects and arrays, and nothing for null: as the mock sends forms. */
function formFields(name: string, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === "object") {
    return Object.entries(value).flatMap(([key, item]) => formFields(`${name}[${key}]`, item));
  }
  return [
    new URLSearchParams([[name, typeof value === "string" ? value : JSON.stringify(value)]]).toString(),
  ];
}
