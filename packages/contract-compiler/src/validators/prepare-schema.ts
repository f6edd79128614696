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

/** Keywords that say nothing about validity. Ajv does not know all of them, and refuses those. */
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
 * Copies a schema of a contract as Ajv wants it for a mode.
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
  // With a discriminator, Ajv checks objects only and takes anything else for valid. Not every one can be used, and the
  // alternatives say as much.
  const entries = Object.entries(
    discriminator === undefined || isForeign ? rest : { type: "object", ...schema },
  )
    .filter(([keyword]) => keyword === meaningExtension || !isAnnotation(keyword))
    .map(([keyword, value]) => [keyword, prepareValue(keyword, value)]);
  return Object.fromEntries(entries) as SchemaObject;
}

const isAnnotation = (keyword: string): boolean => annotations.has(keyword) || keyword.startsWith("x-");

/** Nothing is there that a default of a whole value could stand in for. */
function withoutDefault(schema: Schema): Schema {
  if (typeof schema === "boolean") return schema;
  const { default: _, ...rest } = schema;
  return rest;
}

function prepareValue(keyword: string, value: unknown): unknown {
  // Every component is a schema of its own, so that it is compiled once, whoever refers to it.
  if (keyword === "$ref")
    return (value as string).replace(/^#(\/components\/schemas\/[^/]+)(\/.*)?$/, toOwnSchema);
  // Ajv reads the mapping off the members' `const`s, and refuses to be told.
  if (keyword === "discriminator") return { propertyName: (value as { propertyName: string }).propertyName };
  return value;
}

function toOwnSchema(_ref: string, component: string, inside?: string): string {
  return inside === undefined ? component : `${component}#${inside}`;
}

/**
 * The component that a prepared schema only stands for; another function around that one would do nothing.
 *
 * @example
 * aliasedComponent({ $ref: "/components/schemas/Task" }); // "/components/schemas/Task"
 */
export function aliasedComponent(schema: Schema): string | undefined {
  const { $ref, ...others } = schema as { $ref?: string };
  return Object.keys(others).length === 0 ? $ref : undefined;
}
