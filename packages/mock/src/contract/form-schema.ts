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

/** How deep objects are described: schemas may contain themselves. */
const DEEPEST = 6;

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
): FormSchema => describe(document, schema, present, 0);

const describe = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  present: unknown,
  depth: number,
): FormSchema => {
  const parts = partsOf(document, schema, present, new Set());
  const properties = mergedProperties(parts);
  const items = parts.find((part) => part.items !== undefined)?.items;
  const others = parts.find(
    ({ additionalProperties }) => typeof additionalProperties === "object",
  )?.additionalProperties;
  const inside = (child: Schema | undefined, value?: unknown): FormSchema =>
    depth >= DEEPEST ? {} : describe(document, child, value, depth + 1);
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
  document: OpenApiDocument,
  schema: Schema | undefined,
  present: unknown,
  seen: Set<object>,
): SchemaObject[] => {
  if (typeof schema !== "object") return [];
  const resolved = resolve<SchemaObject>(document, schema);
  if (seen.has(resolved)) return [];
  seen.add(resolved);
  const { allOf = [], oneOf = [], anyOf = [] } = resolved;
  const chosen = [oneOf, anyOf].flatMap((alternatives) => chooseOne(document, alternatives, present));
  return [resolved, ...[...allOf, ...chosen].flatMap((part) => partsOf(document, part, present, seen))];
};

const chooseOne = (
  document: OpenApiDocument,
  alternatives: readonly Schema[],
  present: unknown,
): readonly Schema[] => {
  const candidates = alternatives.filter(
    (it) => partsOf(document, it, undefined, new Set())[0]?.type !== "null",
  );
  const chosen = candidates.find((it) => contradicts(document, it, present) === false) ?? candidates[0];
  return chosen === undefined ? [] : [chosen];
};

/** Whether a value has another constant than a schema. Undefined if the schema has none that the value could tell. */
const contradicts = (document: OpenApiDocument, schema: Schema, present: unknown): boolean | undefined => {
  const constants = [...mergedProperties(partsOf(document, schema, undefined, new Set()))].flatMap(
    ([name, child]) => {
      const { const: only } = typeof child === "object" ? resolve<SchemaObject>(document, child) : {};
      return only === undefined || valueOf(present, name) === undefined
        ? []
        : [valueOf(present, name) !== only];
    },
  );
  return constants.length === 0 ? undefined : constants.some(Boolean);
};

const valueOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
