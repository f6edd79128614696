import { resolve, type Schema, type SchemaObject } from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";

/**
 * Copies the default of each property from its component to the property itself, the only place where Ajv
 * looks for it.
 *
 * @example
 * liftDefaults(api, { properties: { times: { $ref: "#/components/schemas/Times" } } });
 * // { properties: { times: { $ref: "#/components/schemas/Times", default: 1 } } }
 */
export function liftDefaults(api: BundledApi, schema: SchemaObject): SchemaObject {
  if (!("properties" in schema)) return schema;
  const properties = Object.entries(schema["properties"] as Record<string, Schema>).map(
    ([name, property]) => {
      const value = defaultOf(api, property);
      return [name, value === undefined ? property : { ...(property as SchemaObject), default: value }];
    },
  );
  return { ...schema, properties: Object.fromEntries(properties) as Record<string, Schema> };
}

function defaultOf(api: BundledApi, schema: Schema): unknown {
  const { $ref, default: own } = Object(schema) as { $ref?: string; default?: unknown };
  if (own !== undefined || $ref === undefined) return own;
  return defaultOf(api, resolve<SchemaObject>(api.contract, { $ref }));
}
