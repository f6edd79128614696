import { transformOas3Operations } from "@stoplight/http-spec/oas3/operation";
import type { IHttpOperation } from "@stoplight/types";
import { boundSizes } from "./schema-weight.ts";
import { dereference, type OpenApiDocument } from "@task-contracts/openapi-model";

/**
 * Converts a document to Prism's operations, by operationId.
 *
 * @example
 * toHttpOperations(document).get("getTask")?.responses.map(({ code }) => code); // ["200", "401", …]
 */
export const toHttpOperations = (document: OpenApiDocument): Map<string, IHttpOperation> => {
  const adjusted = {
    ...document,
    paths: withoutCallbacks(document.paths),
    // Prism uses each schema's `$schema`. Without a dialect it assumes draft 7 and loses newer keywords.
    jsonSchemaDialect: document.jsonSchemaDialect ?? "https://json-schema.org/draft/2020-12/schema",
  };
  const resolved = dereference(adjusted, (node) => {
    preferFormats(node);
    boundSizes(node);
    shortenArrays(node);
  });
  const operations: unknown = transformOas3Operations(
    resolved as Parameters<typeof transformOas3Operations>[0],
  );
  // http-spec has another version of @stoplight/types than Prism, so TypeScript treats these as different types.
  return new Map((operations as IHttpOperation[]).map((operation) => [String(operation.iid), operation]));
};

/** Prism's mock sends the callbacks that it finds, at once and with example data. Deliveries are the engine's job. */
const withoutCallbacks = (paths: unknown): unknown =>
  mapValues(paths, (item) =>
    mapValues(item, (operation) =>
      isObject(operation) ? { ...operation, callbacks: undefined } : operation,
    ),
  );

/** With a pattern, json-schema-faker ignores the format, generates any text that matches, and then fails to parse it as a date. */
const preferFormats = (node: Record<string, unknown>): void => {
  if (typeof node["pattern"] === "string" && typeof node["format"] === "string") delete node["pattern"];
};

/** The maximum number of items in a generated array, unless it needs more. */
const enoughItems = 3;

/** json-schema-faker fills up arrays: a page of 100 tasks would block the whole server for as long as 1,000 requests. */
const shortenArrays = (node: Record<string, unknown>): void => {
  if (node["type"] !== "array") return;
  const { minItems = 0, maxItems = enoughItems } = node as { minItems?: number; maxItems?: number };
  node["maxItems"] = Math.max(minItems, Math.min(maxItems, enoughItems));
};

const mapValues = (value: unknown, map: (value: unknown) => unknown): unknown =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, map(child)]))
    : value;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
