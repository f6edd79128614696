import type { Ajv } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { isDate, isDateTime, isUri } from "../runtime/formats.ts";

/**
 * Adds the formats that contracts can use to an Ajv.
 *
 * Those of ajv-formats that are functions are left out: their module is larger than most of the validators and
 * cannot be split, and its `uri` takes more time than all other checks of a task. This project has its
 * own where a contract needs one; any other fails the build.
 *
 * @example
 * addFormats(ajv);
 */
export function addFormats(ajv: Ajv): void {
  for (const [name, format] of Object.entries(fullFormats)) {
    if (format instanceof RegExp || format === true) ajv.addFormat(name, format);
  }
  ajv.addFormat("date", isDate).addFormat("date-time", isDateTime).addFormat("uri", isUri);
  // Registered with OpenAPI, and valid for any text.
  ajv.addFormat("commonmark", true);
}
