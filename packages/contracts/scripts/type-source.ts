import { listOperations, resolve, type Schema, type SchemaObject } from "@task-contracts/openapi-model";
import type { BundledApi, BundledDocument } from "@task-contracts/contract-compiler/bundled-api";

type Properties = Readonly<Record<string, Schema>>;

/**
 * Copies a contract as openapi-typescript makes the best types of it:
 *
 * - without discriminators, by which it overwrites the members' own tags, and the comments with them. A tag is a
 *   `const`, and by that TypeScript narrows;
 * - with the description of a schema at each property that only refers to it, where editors look for it;
 * - with `null` for the optional properties of JSON requests, if the contract takes it for absent.
 *
 * @example
 * const types = await openapiTypeScript(toTypeSource(api));
 */
export function toTypeSource(api: BundledApi): BundledDocument {
  const source = JSON.parse(JSON.stringify(api.contract), (_key, value: unknown) =>
    isObject(value) ? describeProperties(api, withoutDiscriminator(value)) : value,
  ) as BundledDocument;
  return api.contract["x-null-is-absent"] === true ? acceptNull(api, source) : source;
}

function withoutDiscriminator(schema: SchemaObject): SchemaObject {
  const { discriminator, ...others } = schema;
  return isObject(discriminator) && "propertyName" in discriminator ? others : schema;
}

function describeProperties(api: BundledApi, schema: SchemaObject): SchemaObject {
  const { properties } = schema;
  return isObject(properties)
    ? { ...schema, properties: mapValues(properties, (property) => describe(api, property)) }
    : schema;
}

/** What is said at the property itself comes first. */
function describe(api: BundledApi, property: Schema): Schema {
  const { $ref } = Object(property) as { $ref?: unknown };
  if (typeof $ref !== "string" || typeof property === "boolean") return property;
  const { description, deprecated } = resolve<SchemaObject>(api.contract, { $ref });
  return {
    ...(description !== undefined && { description }),
    ...(deprecated !== undefined && { deprecated }),
    ...property,
  };
}

function acceptNull(api: BundledApi, source: BundledDocument): BundledDocument {
  const bodies = new Set(
    listOperations(api.contract).map(({ requestBody }) =>
      nameOf(requestBody?.content?.["application/json"]?.schema),
    ),
  );
  const schemas = Object.entries(source.components?.schemas ?? {}).map(([name, schema]) => [
    name,
    bodies.has(name) && typeof schema !== "boolean" ? withNullable(schema) : schema,
  ]);
  return {
    ...source,
    components: { ...source.components, schemas: Object.fromEntries(schemas) as Properties },
  };
}

/** Bodies are references to components: a rule of ours says so. */
function nameOf(schema: Schema | undefined): string | undefined {
  return (Object(schema) as { $ref?: string }).$ref?.replace("#/components/schemas/", "");
}

function withNullable(schema: SchemaObject): SchemaObject {
  const { properties = {}, required = [] } = schema as { properties?: Properties; required?: string[] };
  return {
    ...schema,
    properties: mapValues(properties, (property, name) =>
      required.includes(name) || typeof property === "boolean"
        ? property
        : { ...commentsOf(property), oneOf: [property, { type: "null" }] },
    ),
  };
}

const commentsOf = ({ description, deprecated, default: value }: SchemaObject): SchemaObject => ({
  ...(description !== undefined && { description }),
  ...(deprecated !== undefined && { deprecated }),
  ...(value !== undefined && { default: value }),
});

function mapValues(object: Properties, change: (value: Schema, key: string) => Schema): Properties {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

function isObject(value: unknown): value is SchemaObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
