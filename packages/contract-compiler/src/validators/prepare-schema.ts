import type { Schema, SchemaObject } from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";
import { refuseInfinity } from "./finite-number.ts";
import { acceptAbsentValues } from "./absent-values.ts";
import { acceptIntegerStrings } from "./integer-strings.ts";
import { liftDefaults } from "./lift-defaults.ts";
import { mapSchema } from "./map-schema.ts";
import type { Mode } from "./mode.ts";
import { requireWhatMayBeThere } from "./one-way.ts";
import { meaningExtension } from "./pattern-keyword.ts";

/** Keywords that do not affect validity. Ajv does not know all of them, and rejects the unknown ones. */
const annotations = new Set([
  "$comment",
  "deprecated",
  "description",
  "example",
  "examples",
  "externalDocs",
  "readOnly",
  "title",
  "writeOnly",
  "xml",
]);

/**
 * Copies a schema of a contract in the form that Ajv requires for a mode.
 *
 * @example
 * prepareSchema(api, { $ref: "#/components/schemas/Task" }, sentJson); // { $ref: "/components/schemas/Task" }
 */
export function prepareSchema(api: BundledApi, schema: Schema, mode: Mode): Schema {
  const prepared = mapSchema(schema, (part) => {
    const required = requireWhatMayBeThere(api, part, mode);
    const marked = mode.integerStrings ? acceptIntegerStrings(api, required) : required;
    const absent = mode.absentValues ? acceptAbsentValues(api, marked) : marked;
    const finite = mode.coerce ? refuseInfinity(absent) : absent;
    return mode.defaults ? liftDefaults(api, finite) : finite;
  });
  return withoutDefault(mapSchema(prepared, (part) => clean(part, api.isForeign)));
}

function clean(schema: SchemaObject, isForeign = false): SchemaObject {
  const { discriminator, ...rest } = schema;
  // With a discriminator, Ajv checks only objects and accepts anything else. Not every discriminator is supported, and the
  // alternatives are sufficient.
  const entries = Object.entries(
    discriminator === undefined || isForeign ? rest : { type: "object", ...schema },
  )
    .filter(([keyword]) => keyword === meaningExtension || !isAnnotation(keyword))
    .map(([keyword, value]) => [keyword, prepareValue(keyword, value)]);
  return Object.fromEntries(entries) as SchemaObject;
}

const isAnnotation = (keyword: string): boolean => annotations.has(keyword) || keyword.startsWith("x-");

/** A default of a whole value is never used. */
function withoutDefault(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  const { default: _, ...rest } = schema;
  return rest;
}

function prepareValue(keyword: string, value: unknown): unknown {
  // Every component is a schema of its own, so that it is compiled once for all references.
  if (keyword === "$ref")
    return (value as string).replace(/^#(\/components\/schemas\/[^/]+)(\/.*)?$/, toOwnSchema);
  // Ajv reads the mapping from the members' `const`s, and rejects an explicit one.
  if (keyword === "discriminator") return { propertyName: (value as { propertyName: string }).propertyName };
  return value;
}

function toOwnSchema(_ref: string, component: string, inside?: string): string {
  return inside === undefined ? component : `${component}#${inside}`;
}

/**
 * The component that a prepared schema only refers to; a function around its function would do nothing.
 *
 * @example
 * aliasedComponent({ $ref: "/components/schemas/Task" }); // "/components/schemas/Task"
 */
export function aliasedComponent(schema: Schema): string | undefined {
  const { $ref, ...others } = schema as { $ref?: string };
  return Object.keys(others).length === 0 ? $ref : undefined;
}
