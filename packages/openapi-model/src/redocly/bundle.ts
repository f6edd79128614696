import type { OpenApiDocument } from "../document.ts";
import { redoclyOutput } from "./redocly-output.ts";

/** Two schemas of one name would otherwise become `Name` and `Name-2`, in an unstable order. */
const flags = ["--component-renaming-conflicts-severity", "error"];

/**
 * Joins the files of a description into one document with local `$ref`s only, `discriminator.mapping` included.
 *
 * @param file The absolute path of the root file.
 * @throws {DocumentError} If it cannot be bundled.
 */
export async function bundle(file: string): Promise<OpenApiDocument> {
  return JSON.parse(await redoclyOutput(["bundle", file, ...flags], {}, "bundle.json")) as OpenApiDocument;
}
