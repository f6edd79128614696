import type { JsonObject } from "../../../engine/model.ts";
import { UnknownFormatError } from "./unknown-format-error.ts";

/** The formats of result files, which are also the extensions of their names. */
export const resultFormats = ["csv", "json", "jsonl", "xml", "xlsx"] as const;

export type ResultFormat = (typeof resultFormats)[number];

/** Other names, in lower case and without spaces and punctuation. "MS Excel" is the name that the service uses. */
const synonyms = new Map<string, ResultFormat>([
  ["jsonlines", "jsonl"],
  ["ndjson", "jsonl"],
  ["excel", "xlsx"],
  ["msexcel", "xlsx"],
  ["microsoftexcel", "xlsx"],
  // The common name; the format of that name was replaced in 2007.
  ["xls", "xlsx"],
]);

/**
 * Reads the name of a format, in any spelling.
 *
 * @example
 * parseResultFormat("JSON Lines"); // "jsonl"
 * @throws {UnknownFormatError} if there is no such format
 */
export const parseResultFormat = (name: unknown): ResultFormat => {
  const plain = typeof name === "string" ? name.toLowerCase().replaceAll(/[^a-z\d]/g, "") : "";
  const format = synonyms.get(plain) ?? resultFormats.find((known) => known === plain);
  if (format) return format;
  const shown = (JSON.stringify(name) ?? String(name)).slice(0, 60);
  throw new UnknownFormatError(`The format ${shown} is unknown. Use one of: ${resultFormats.join(", ")}.`);
};

/**
 * The format that a payload requests: `format` of an extraction, `destination` of a conversion, CSV if it has neither.
 *
 * @example
 * resultFormatOf({ source: "https://lamps.example/catalogue.csv", destination: "MS Excel" }); // "xlsx"
 * @throws {UnknownFormatError} if there is no such format
 */
export const resultFormatOf = ({ format, destination }: JsonObject): ResultFormat =>
  parseResultFormat(format ?? destination ?? "csv");
