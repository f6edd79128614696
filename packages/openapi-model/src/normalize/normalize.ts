import type { OpenApiDocument } from "../document.ts";
import { DocumentError } from "../document-error.ts";
import { openClosedParts } from "./closed-parts.ts";
import { dropEmptyPaths, dropQueries, normalizeContent } from "./content.ts";
import { openCycles } from "./cycles.ts";
import { mendReferences } from "./references.ts";
import { normalizeOperations } from "./operations.ts";
import { upgradeSchema } from "./upgrade-schema.ts";
import { visitSchemas } from "./visit-schemas.ts";

/** A flaw of a document that was worked around. */
export interface Flaw {
  /** A JSON Pointer to it. */
  readonly pointer: string;
  /** A sentence: what is wrong, and how it is read. */
  readonly message: string;
}

/** Called with each flaw. */
export type ReportFlaw = (flaw: Flaw) => void;

/** A document as the other functions of this package require it, and the flaws that were worked around. */
export interface Normalized {
  readonly document: OpenApiDocument;
  readonly flaws: readonly Flaw[];
}

/**
 * Converts any OpenAPI 3.0 to 3.2 description to a valid 3.1 document in which every operation has a unique id,
 * every reference has a target, and all security schemes can be checked. What violates the specification,
 * or is not supported, is worked around and reported.
 *
 * @param given Bundled. It is not changed.
 * @throws {DocumentError} If the document is not such a description.
 * @example
 * const { document, flaws } = normalize(bundled);
 */
export function normalize(given: object): Normalized {
  checkVersion(given);
  const document = structuredClone(given) as OpenApiDocument;
  const flaws: Flaw[] = [];
  const report: ReportFlaw = (flaw) => flaws.push(flaw);
  dropEmptyPaths(document, report);
  dropQueries(document, report);
  mendReferences(document, report);
  openCycles(document, report);
  normalizeContent(document);
  visitSchemas(document, (schema, pointer) => {
    upgradeSchema(schema, pointer, report);
    openClosedParts(document, schema, pointer, report);
  });
  normalizeOperations(document, report);
  return { document, flaws };
}

function checkVersion(given: object): void {
  const { openapi, overlay, swagger } = Object(given) as {
    openapi?: unknown;
    overlay?: unknown;
    swagger?: unknown;
  };
  if (typeof openapi === "string" && /^3\.[0-2](?:\.|$)/.test(openapi)) return;
  if (swagger !== undefined) {
    throw new DocumentError(
      "swagger",
      `the description is one of version ${JSON.stringify(swagger)}, which is not read here`,
      "Convert it to OpenAPI 3, with a tool such as swagger2openapi.",
    );
  }
  if (overlay !== undefined) {
    throw new DocumentError(
      "overlay",
      "this is an OpenAPI Overlay",
      "Give the description first, and this with --overlay.",
    );
  }
  throw new DocumentError(
    "openapi",
    openapi === undefined ? "this is no OpenAPI description" : `the version is ${JSON.stringify(openapi)}`,
    "Give a description of OpenAPI 3.0, 3.1 or 3.2.",
  );
}
