import { resolve, type Schema } from "@task-contracts/openapi-model";
import type { BundledApi } from "./bundled-api.ts";

/**
 * Returns the JSON types that a schema states, through `$ref` and `allOf`. Empty if it states none.
 *
 * @example
 * schemaTypes(api, { type: ["integer", "null"] }); // Set { "integer", "null" }
 */
export function schemaTypes(api: BundledApi, schema: Schema): ReadonlySet<string> {
  if (typeof schema === "boolean") return new Set();
  const {
    $ref,
    allOf = [],
    type = [],
  } = schema as { $ref?: string; allOf?: Schema[]; type?: string | string[] };
  const referred = $ref === undefined ? [] : [resolve<Schema & object>(api.contract, { $ref })];
  const inherited = [...allOf, ...referred].flatMap((part) => Array.from(schemaTypes(api, part)));
  return new Set([type, inherited].flat());
}
