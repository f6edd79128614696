import { type Reference, resolve, type Schema, type SchemaObject } from "@task-contracts/openapi-model";
import type { BundledApi } from "@task-contracts/contract-compiler/bundled-api";

/** A part of an example with one of the schemas that it has to meet. */
export interface Part {
  readonly schema: SchemaObject;
  readonly value: unknown;
  readonly path: readonly string[];
}

/**
 * Goes through an example and the schemas that apply to its parts. Of a union it takes the member whose `const`
 * tag fits; unions without tags are left out, since breaking one member may leave another one valid.
 *
 * @example
 * walkExample(api, schema, value).filter(({ schema }) => "enum" in schema);
 */
export function walkExample(
  api: BundledApi,
  schema: Schema,
  value: unknown,
  path: readonly string[] = [],
): Part[] {
  if (typeof schema === "boolean") return [];
  const same = sameValueSchemas(api, schema, value).flatMap((part) => walkExample(api, part, value, path));
  const inside = Object.entries(typeof value === "string" ? {} : Object(value)).flatMap(([key, child]) =>
    walkExample(api, childSchema(schema, Array.isArray(value), key), child, [...path, key]),
  );
  return [{ schema, value, path }, ...same, ...inside];
}

/** The schemas in a schema that the same value has to meet. */
function sameValueSchemas(api: BundledApi, schema: SchemaObject, value: unknown): Schema[] {
  const { $ref, allOf = [], discriminator, oneOf = [] } = schema as Composition;
  const members = discriminator
    ? oneOf.map((reference) => resolve<SchemaObject>(api.contract, reference))
    : [];
  const tag = discriminator?.propertyName ?? "";
  const chosen = members.filter(
    (member) => Object(childSchema(member, false, tag)).const === Object(value)[tag],
  );
  return [
    ...($ref === undefined ? [] : [resolve<SchemaObject>(api.contract, { $ref })]),
    ...allOf,
    ...chosen,
  ];
}

interface Composition {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string };
  readonly oneOf?: readonly Reference[];
}

function childSchema(schema: SchemaObject, isArray: boolean, key: string): Schema {
  const { properties = {}, additionalProperties = true, items = true } = schema as Children;
  return isArray ? items : (properties[key] ?? additionalProperties);
}

interface Children {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
}

/**
 * Copies an example with the part at `path` replaced; `undefined` takes it out.
 *
 * @example
 * replaceAt({ task: { type: "annotation" } }, ["task", "type"], undefined); // { task: {} }
 */
export function replaceAt(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const copy: unknown = structuredClone(value);
  const last = path.at(-1);
  if (last === undefined) return replacement;
  const parent = path
    .slice(0, -1)
    .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], copy);
  if (replacement === undefined) delete (parent as Record<string, unknown>)[last];
  else (parent as Record<string, unknown>)[last] = replacement;
  return copy;
}
