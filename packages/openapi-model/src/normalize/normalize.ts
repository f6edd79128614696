import type { OpenApiDocument } from "../document.ts";
import { DocumentError } from "../document-error.ts";
import { openClosedParts } from "./closed-parts.ts";
import { dropEmptyPaths, dropQueries, normalizeContent } from "./content.ts";
import { openCycles } from "./cycles.ts";
import { mendReferences } from "./references.ts";
import { normalizeOperations } from "./operations.ts";
import { upgradeSchema } from "./upgrade-schema.ts";
import { visitSchemas } from "./visit-schemas.ts";

/** Something in a document that was worked around. */
export interface Flaw {
  /** A JSON Pointer to it. */
  readonly pointer: string;
  /** A sentence: what is wrong, and how it is taken. */
  readonly message: string;
}

/** Called with each flaw. */
export type ReportFlaw = (flaw: Flaw) => void;

/** A document as the other functions of this package want it, and what had to be worked around for that. */
export interface Normalized {
  readonly document: OpenApiDocument;
  readonly flaws: readonly Flaw[];
}

/**
 * Makes of any description of OpenAPI 3.0 to 3.2 one that keeps to 3.1, in which every operation has an id of its own,
 * every reference leads to something, and security is of the kinds that can be checked. What is against the specification,
 * or beyond what can be done with it, is worked around and named.
 *
 * @param given Bundled. It is not changed.
 * @throws {DocumentError} For what is no such description at all.
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
