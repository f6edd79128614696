import type { Ajv } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { isDate, isDateTime, isUri } from "../runtime/formats.ts";

/**
 * Lets an Ajv know the formats that contracts can use.
 *
 * Those of ajv-formats that are functions are left out: their module is larger than most of our validators and
 * comes as a whole, and its `uri` takes more time than all else that there is to check in a task. We bring our
 * own where a contract needs one; to use another is an error of the build.
 *
 * @example
 * addFormats(ajv);
 */
export function addFormats(ajv: Ajv): void {
  for (const [name, format] of Object.entries(fullFormats)) {
    if (format instanceof RegExp || format === true) ajv.addFormat(name, format);
  }
  ajv.addFormat("date", isDate).addFormat("date-time", isDateTime).addFormat("uri", isUri);
  // Registered with OpenAPI, and met by any text.
  ajv.addFormat("commonmark", true);
}
