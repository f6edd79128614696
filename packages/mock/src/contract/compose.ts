import {
  type OpenApiDocument,
  resolve,
  type Schema,
  type SchemaObject,
  schemasAt,
} from "@task-contracts/openapi-model";

/** A property that needs a value. */
export interface PropertyPlan {
  readonly name: string;
  readonly isRequired: boolean;
  /** The number of objects around it, without the outermost. */
  readonly depth: number;
  /** As in the document, with its `$ref`. */
  readonly schema: Schema;
  /** The schema, and all schemas that it is combined from. */
  readonly variants: readonly SchemaObject[];
}

/** Returns the value of a property, or undefined if it is unknown. */
export type Source = (property: PropertyPlan) => unknown;

/** Generates a value that matches a schema, from a source of values. */
export type Composer = (source: Source) => unknown;

/** The maximum depth of optional values: schemas of large APIs refer to each other without end. */
const WHOLE_DEPTH = 3;

/** The maximum length of a generated text, in characters, whatever a schema requires. */
const LONGEST = 10_000;

/** The maximum depth of objects: schemas may contain themselves. */
const DEEPEST = 5;

/**
 * Prepares the generation of values for a schema: each property of an object gets a value of the source, usually by its name.
 * Required properties that the source does not know get the only valid value, the default or the example; optional ones
 * are left out.
 *
 * @example
 * const compose = prepareComposer(document, { $ref: "#/components/schemas/Error" });
 * compose(({ name }) => (name === "message" ? "There is no task 7." : undefined)); // { code: 404, message: "There is …" }
 */
export const prepareComposer = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  { isWhole = false }: ComposerOptions = {},
): Composer => {
  // Planned when it is first needed: a start prepares many that no request asks for.
  let plan: Plan | undefined;
  return (source) => (plan ??= planOf({ document, isWhole }, schema, 0))(source);
};

/** How values are composed. */
export interface ComposerOptions {
  /** Whether optional properties are generated as well. */
  readonly isWhole?: boolean;
}

interface Planning {
  readonly document: OpenApiDocument;
  readonly isWhole: boolean;
}

type Plan = (source: Source) => unknown;

const planOf = (planning: Planning, schema: Schema | undefined, depth: number): Plan => {
  const { document, isWhole } = planning;
  const variants = schemasAt(document, schema, []);
  const constant = constantOf(variants);
  if (constant !== undefined) return () => constant;
  const fallback = fallbackOf(variants, isWhole);
  const properties = propertiesOf(document, variants, depth);
  if (properties.length === 0 || depth === DEEPEST) return () => fallback;
  // Created on first use: most are never composed.
  const plans = properties.map((property) => {
    let nested: Plan | undefined;
    const blank = isWhole ? undefined : blankOf(property.variants);
    return {
      property,
      only: constantOf(property.variants),
      isDue: property.isRequired || (isWhole && depth < WHOLE_DEPTH),
      inside: (source: Source) =>
        blank === undefined ? (nested ??= planOf(planning, property.schema, depth + 1))(source) : blank,
    };
  });
  return (source) => {
    const value: Record<string, unknown> = {};
    for (const { isDue, only, inside, property } of plans) {
      const said = source(property);
      // A property with only one possible value has it, whatever the source knows.
      const given = said === undefined || only === undefined ? said : only;
      const known = given === undefined && isDue ? inside(source) : given;
      if (known !== undefined) value[property.name] = known;
    }
    return value;
  };
};

/**
 * The properties of an object, including those of all schemas that it is combined from. Of alternatives, the first is used.
 * Properties that are only for requests are left out.
 */
const propertiesOf = (
  document: OpenApiDocument,
  variants: readonly SchemaObject[],
  depth: number,
): PropertyPlan[] => {
  const parts = partsOf(document, variants[0], new Set());
  const required = new Set(parts.flatMap((part) => part.required ?? []));
  const schemas = new Map<string, Schema>();
  for (const { properties = {} } of parts) {
    for (const [name, schema] of Object.entries(properties)) {
      if (!schemas.has(name)) schemas.set(name, schema);
    }
  }
  for (const name of required) if (!schemas.has(name)) schemas.set(name, true);
  return [...schemas]
    .map(([name, schema]) => ({
      name,
      isRequired: required.has(name),
      depth,
      schema,
      variants: schemasAt(document, schema, []),
    }))
    .filter((property) => !property.variants.some(({ writeOnly }) => writeOnly === true));
};

/** The schema, its unconditional parts, and the first of alternatives. */
const partsOf = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  seen: Set<object>,
): SchemaObject[] => {
  if (typeof schema !== "object") return [];
  const resolved = resolve<SchemaObject>(document, schema);
  if (seen.has(resolved)) return [];
  seen.add(resolved);
  const { allOf = [], oneOf = [], anyOf = [] } = resolved;
  const chosen = [...allOf, ...oneOf.slice(0, 1), ...anyOf.slice(0, 1)];
  return [resolved, ...chosen.flatMap((part) => partsOf(document, part, seen))];
};

/** The only possible value. */
const constantOf = (variants: readonly SchemaObject[]): unknown => {
  for (const { const: constant, enum: list } of variants) {
    if (constant !== undefined) return constant;
    if (list?.length === 1) return list[0];
  }
  return undefined;
};

/** The empty value, if everything is optional. */
const blankOf = (variants: readonly SchemaObject[]): unknown => {
  const initial = variants.find((variant) => variant.default !== undefined)?.default;
  if (initial !== undefined) return initial;
  return variants.some(({ type = [] }) => [type].flat().includes("null")) ? null : undefined;
};

/** A value for a required property that is unknown. */
const fallbackOf = (variants: readonly SchemaObject[], isWhole: boolean): unknown => {
  const blank = blankOf(variants);
  if (!isWhole && blank !== undefined) return blank;
  const types = new Set(variants.flatMap(({ type = [] }) => type).filter((type) => type !== "null"));
  for (const { example, examples, enum: list } of variants) {
    if (example !== undefined) return example;
    if (Array.isArray(examples) && examples.length > 0) return (examples as unknown[])[0];
    if (list && list.length > 0) return list[0];
  }
  return blank === undefined ? emptyOf(types, variants) : blank;
};

/** Texts of common formats. */
const texts: Readonly<Record<string, string>> = {
  "date-time": "1970-01-01T00:00:00Z",
  date: "1970-01-01",
  time: "00:00:00Z",
  email: "someone@example.com",
  uri: "https://example.com/",
  url: "https://example.com/",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  "uri-reference": "/",
  uuid: "00000000-0000-4000-8000-000000000000",
};

/** The minimal value of a type. */
const emptyOf = (types: ReadonlySet<string>, variants: readonly SchemaObject[]): unknown => {
  if (types.has("object")) return {};
  if (types.has("array")) return [];
  if (types.has("boolean")) return false;
  if (types.has("integer") || types.has("number")) {
    return variants.find(({ minimum }) => minimum !== undefined)?.minimum ?? 0;
  }
  // For a schema that allows anything, null is the safest choice.
  if (
    types.size === 0 &&
    variants.every(({ format, minLength, pattern }) => (format ?? minLength ?? pattern) === undefined)
  )
    return null;
  const format = variants.find((variant) => variant.format !== undefined)?.format ?? "";
  const length = Math.min(LONGEST, Math.max(0, ...variants.map(({ minLength = 0 }) => minLength)));
  return texts[format] ?? "x".repeat(length);
};
