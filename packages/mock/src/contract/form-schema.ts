import { type OpenApiDocument, resolve, type Schema, type SchemaObject } from "@task-contracts/openapi-model";

/** A JSON Schema without references and alternatives, from which a form can be made. */
export interface FormSchema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly required?: readonly string[];
  readonly items?: FormSchema;
  readonly additionalProperties?: FormSchema;
  readonly [keyword: string]: unknown;
}

/** How deep objects are described. */
const DEEPEST = 6;

/** How many schemas are read for a form at most: alternatives in alternatives, and schemas that contain each other, multiply. */
const MOST_READ = 3000;

/** A document, and how many of its schemas may still be read. */
interface Reading {
  readonly document: OpenApiDocument;
  left: number;
}

/** What a form can use as it is. */
const plainKeywords = [
  "title",
  "description",
  "type",
  "format",
  "pattern",
  "enum",
  "default",
  "example",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
] as const;

/**
 * Describes the values of a schema for a form: `$ref`s are followed, `allOf` is merged, and of alternatives the one that a
 * present value belongs to is used, else the first that is not null.
 *
 * @param present A value of the schema, by whose constants alternatives are told apart.
 * @example
 * formSchemaOf(document, { $ref: "#/components/schemas/Result" }); // { type: "object", properties: { … } }
 */
export const formSchemaOf = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  present?: unknown,
): FormSchema => describe({ document, left: MOST_READ }, schema, present, new Set());

/** @param around The schemas that this one is in: those that contain themselves are described once. */
const describe = (
  reading: Reading,
  schema: Schema | undefined,
  present: unknown,
  around: ReadonlySet<unknown>,
): FormSchema => {
  const parts = partsOf(reading, schema, present, new Set());
  const properties = mergedProperties(parts);
  const items = parts.find((part) => part.items !== undefined)?.items;
  const others = parts.find(
    ({ additionalProperties }) => typeof additionalProperties === "object",
  )?.additionalProperties;
  const within = new Set([...around, identityOf(schema)]);
  const inside = (child: Schema | undefined, value?: unknown): FormSchema =>
    within.size > DEEPEST || within.has(identityOf(child)) ? {} : describe(reading, child, value, within);
  return {
    ...plainOf(parts),
    ...(properties.size > 0 && {
      properties: Object.fromEntries(
        [...properties].map(([name, child]) => [name, inside(child, valueOf(present, name))]),
      ),
      required: [...new Set(parts.flatMap(({ required = [] }) => required))],
    }),
    ...(items !== undefined && { items: inside(items) }),
    ...(others !== undefined && { additionalProperties: inside(others) }),
  };
};

/** What a schema is recognized by: where its reference leads, since what it has beside that makes a new object of it each time. */
const identityOf = (schema: Schema | undefined): unknown => {
  const { $ref }: { readonly $ref?: unknown } = typeof schema === "object" ? schema : {};
  return $ref ?? schema;
};

const plainOf = (parts: readonly SchemaObject[]): FormSchema => {
  const plain: Record<string, unknown> = {};
  for (const keyword of plainKeywords) {
    const found = parts.find((part) => part[keyword] !== undefined);
    if (found) plain[keyword] = found[keyword];
  }
  const constant = parts.find((part) => part.const !== undefined);
  return constant ? { ...plain, enum: [constant.const] } : plain;
};

const mergedProperties = (parts: readonly SchemaObject[]): Map<string, Schema> => {
  const merged = new Map<string, Schema>();
  for (const { properties = {} } of parts)
    for (const [name, child] of Object.entries(properties)) if (!merged.has(name)) merged.set(name, child);
  return merged;
};

/** The schema, its unconditional parts, and one of alternatives. */
const partsOf = (
  reading: Reading,
  schema: Schema | undefined,
  present: unknown,
  seen: Set<unknown>,
): SchemaObject[] => {
  if (typeof schema !== "object" || reading.left === 0 || seen.has(identityOf(schema))) return [];
  reading.left -= 1;
  seen.add(identityOf(schema));
  const resolved = resolve<SchemaObject>(reading.document, schema);
  const { allOf = [], oneOf = [], anyOf = [] } = resolved;
  const chosen = [oneOf, anyOf].flatMap((alternatives) => chooseOne(reading, alternatives, present, seen));
  return [resolved, ...[...allOf, ...chosen].flatMap((part) => partsOf(reading, part, present, seen))];
};

const chooseOne = (
  reading: Reading,
  alternatives: readonly Schema[],
  present: unknown,
  seen: ReadonlySet<unknown>,
): readonly Schema[] => {
  const candidates = alternatives.filter(
    (it) => typeof it !== "object" || resolve<SchemaObject>(reading.document, it).type !== "null",
  );
  const chosen = candidates.find((it) => contradicts(reading, it, present, seen) === false) ?? candidates[0];
  return chosen === undefined ? [] : [chosen];
};

/** Whether a value has another constant than a schema. Undefined if the schema has none that the value could tell. */
const contradicts = (
  reading: Reading,
  schema: Schema,
  present: unknown,
  seen: ReadonlySet<unknown>,
): boolean | undefined => {
  const parts = partsOf(reading, schema, undefined, new Set(seen));
  const constants = [...mergedProperties(parts)].flatMap(([name, child]) => {
    const { const: only } =
      typeof child === "object" ? resolve<SchemaObject>(reading.document, child) : ({} as SchemaObject);
    return only === undefined || valueOf(present, name) === undefined
      ? []
      : [valueOf(present, name) !== only];
  });
  return constants.length === 0 ? undefined : constants.some(Boolean);
};

const valueOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
