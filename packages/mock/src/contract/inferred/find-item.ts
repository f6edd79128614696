import {
  type OpenApiDocument,
  resolve,
  type Schema,
  type SchemaObject,
  schemasAt,
} from "@task-contracts/openapi-model";
import { bare, singularOf } from "./words.ts";

/** An item in the body of a message, or an array of items. */
export interface FoundItem {
  /** The keys of its path. */
  readonly steps: readonly string[];
  readonly schema: Schema;
}

/** What is known of an item before its schema. */
export interface ItemNames {
  /** The last segment of the path of its collection: `transcripts`. */
  readonly collection: string;
  /** The parameter of a path that has its id. */
  readonly parameter: string;
}

/** Wrappers such as `{ "data": … }`, whatever they are called. */
const DEEPEST = 2;

/** The properties of a schema, those of all its parts. */
export const propertiesAt = (
  document: OpenApiDocument,
  schema: Schema | undefined,
): Readonly<Record<string, Schema>> =>
  Object.assign(
    {},
    ...schemasAt(document, schema, [])
      .map(({ properties = {} }) => properties)
      .toReversed(),
  ) as Record<string, Schema>;

/** Names of the id of an item, the most likely first. */
export const idNamesOf = ({ collection, parameter }: ItemNames): readonly string[] => {
  const noun = bare(singularOf(collection));
  return [
    bare(parameter),
    "id",
    `${noun}id`,
    `${noun}uuid`,
    "uuid",
    "gid",
    `${noun}name`,
    `${noun}key`,
    "key",
    "token",
    "code",
    "slug",
    "name",
  ];
};

/**
 * Finds the property with the id of an item.
 *
 * @example
 * findId(document, schema, { collection: "transcripts", parameter: "transcript_id" }); // "id"
 */
export const findId = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  names: ItemNames,
): string | undefined => {
  const known = new Map(Object.keys(propertiesAt(document, schema)).map((name) => [bare(name), name]));
  const found = idNamesOf(names).find((name) => known.has(name));
  return found === undefined ? undefined : known.get(found);
};

/** Finds an item in a body: the body itself, or a property of an envelope such as `data`. */
export const findItem = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  names: ItemNames,
  steps: readonly string[] = [],
): FoundItem | undefined => {
  if (schema === undefined || !isObject(document, schema)) return undefined;
  const id = findId(document, schema, names);
  const isCertain = id !== undefined && !["name", "code", "slug", "token", "key"].includes(bare(id));
  if (isCertain || steps.length === DEEPEST) return id === undefined ? undefined : { steps, schema };
  for (const [name, property] of wrapped(document, schema, names)) {
    const found = findItem(document, property, names, [...steps, name]);
    if (found) return found;
  }
  return id === undefined ? undefined : { steps, schema };
};

/** Finds an array of items in a body. */
export const findItems = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  names: ItemNames,
  steps: readonly string[] = [],
): FoundItem | undefined => {
  if (schema === undefined) return undefined;
  const items = schemasAt(document, schema, []).find((variant) => typeof variant.items === "object")?.items;
  if (items !== undefined)
    return findId(document, items, names) === undefined ? undefined : { steps, schema: items };
  if (steps.length === DEEPEST) return undefined;
  for (const [name, property] of wrapped(document, schema, names)) {
    const found = findItems(document, property, names, [...steps, name]);
    if (found) return found;
  }
  return undefined;
};

/** The schemas of all items of arrays in a body, at any depth of envelopes. */
export const itemsIn = (
  document: OpenApiDocument,
  schema: Schema | undefined,
  depth = 0,
): readonly (SchemaObject | undefined)[] => {
  const items = schemasAt(document, schema, []).find((variant) => typeof variant.items === "object")?.items;
  if (items !== undefined) return [identityOf(document, items)];
  if (depth === DEEPEST) return [];
  return Object.values(propertiesAt(document, schema)).flatMap((property) =>
    itemsIn(document, property, depth + 1),
  );
};

/** The properties that may contain an item or items, those with a matching name first. */
const wrapped = (
  document: OpenApiDocument,
  schema: Schema,
  { collection }: ItemNames,
): [string, Schema][] => {
  const likely = [
    "data",
    "result",
    "results",
    "items",
    "response",
    bare(collection),
    bare(singularOf(collection)),
  ];
  const rank = (name: string): number => {
    const place = likely.indexOf(bare(name));
    return place === -1 ? likely.length : place;
  };
  return Object.entries(propertiesAt(document, schema)).toSorted(
    ([left], [right]) => rank(left) - rank(right),
  );
};

const isObject = (document: OpenApiDocument, schema: Schema): boolean =>
  schemasAt(document, schema, []).some(
    ({ properties, type }) => properties !== undefined || type === "object",
  );

/** The object that identifies a schema, whatever is next to its `$ref`. */
export const identityOf = (document: OpenApiDocument, schema: Schema): SchemaObject | undefined => {
  if (typeof schema !== "object") return undefined;
  return schema.$ref === undefined ? schema : resolve<SchemaObject>(document, { $ref: schema.$ref });
};
