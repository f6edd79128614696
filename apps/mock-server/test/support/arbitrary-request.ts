import fc from "fast-check";
import type { ContractOperation, Parameter, Schema } from "./contract-operations.ts";

/** A request, before it is written as any server needs it. */
export interface AnyRequest {
  /** The values of the path parameters. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** The JSON body. Absent if there is none. */
  readonly body?: unknown;
  /** A form, in place of the JSON body. */
  readonly form?: string;
}

/** One way to break a value: `change` is what comes in its place, or nothing. */
interface Break {
  readonly path: readonly (string | number)[];
  readonly change?: unknown;
}

/** What may stand in a query, well and badly written. */
const QUERY_TEXTS = ["", "0", "1", "100", "101", "-1", "1.5", "1e1", "0x10", " 7", "abc", "true", "pending", "cancelled"];

const dates = fc.constantFrom("2026-03-01", "2024-02-29", "2026-02-29", "2026-13-01", "2026-3-1", "yesterday");
const times = fc.constantFrom("", "T18:00:00", "t23:59:60", "T12:59:60", "T24:00:00", " 18:00:00.25", "T18:00");
const zones = fc.constantFrom("", "Z", "z", "+01:00", "-0100", "+01", "+24:00", "+25:00");

/** Dates and times, most of which are none. */
const anyMoment = fc.tuple(dates, times, zones).map((parts) => parts.join(""));

const WRONG_TYPES = [null, true, 7, 7.5, "7", "text", "", [], ["text"], [7], {}, { name: "text" }, { name: 7 }];

const WRONG_URLS = [
  "http://shop.example/a[b",
  "http://shop.example/#a#b",
  "http://[::1]/[x]",
  "shop.example", "ftp://shop.example", "http://", "https:// shop.example", "http:/a", "http://a/%zz"];

const hosts = fc.constantFrom("shop.example", "127.0.0.1:8080", "a.b.example", "localhost", "[::1]:80", "user@x.example");

const url = fc
  .tuple(fc.constantFrom("http", "https"), hosts, fc.webPath(), fc.webQueryParameters())
  .map(([scheme, host, path, query]) => `${scheme}://${host}${path}${query && `?${query}`}`);

/** Values that a schema allows. */
export const valid = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case "string":
      return schema.format === "uri" ? url : fc.string({ minLength: schema.minLength ?? 0, maxLength: 8, unit: "grapheme" });
    case "integer":
      return fc.integer({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6 });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(valid(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 6),
      });
    case "object":
      return validObject(schema);
    default:
      return fc.constantFrom<unknown[]>("any", 1, null, true, ["any"], { any: 1 });
  }
};

const validObject = ({ properties, additionalProperties, required = [], anyOf = [], minProperties = 0 }: Schema) => {
  if (!properties) {
    const values = typeof additionalProperties === "object" ? additionalProperties : {};
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), valid(values), { minKeys: minProperties, maxKeys: 3 });
  }
  const all = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valid(schema)]));
  const shapes = anyOf.length > 0 ? anyOf : [{}];
  return fc.oneof(
    ...shapes.map((shape) => fc.record(all, { requiredKeys: [...required, ...(shape.required ?? [])] })),
  );
};

/**
 * All the ways in which a value can be changed in one place: something is removed, added, or replaced by another type or
 * by what is out of bounds. Some of them break nothing, which is a case as well.
 */
const breaks = (schema: Schema, value: unknown, path: Break["path"] = []): Break[] => {
  const here = [...WRONG_TYPES, ...outOfBounds(schema, value)].map((change) => ({ path, change }));
  if (Array.isArray(value)) {
    return [...here, ...value.flatMap((item, index) => breaks(schema.items ?? {}, item, [...path, index]))];
  }
  if (typeof value !== "object" || value === null) return here;
  const inside = Object.entries(value).flatMap(([name, child]) => [
    { path: [...path, name] },
    ...breaks(propertySchema(schema, name), child, [...path, name]),
  ]);
  const extra = WRONG_TYPES.map((change) => ({ path: [...path, "undocumented"], change }));
  return [...here, ...inside, ...extra];
};

const propertySchema = ({ properties = {}, additionalProperties = {} }: Schema, name: string): Schema =>
  properties[name] ?? (typeof additionalProperties === "object" ? additionalProperties : {});

const outOfBounds = (schema: Schema, value: unknown): unknown[] => [
  ...(schema.enum ? ["nope", String(schema.enum[0]).toUpperCase()] : []),
  ...(schema.format === "uri" ? WRONG_URLS : []),
  ...(schema.minimum === undefined ? [] : [schema.minimum - 1, String(schema.minimum - 1)]),
  ...(schema.type === "integer" ? ["12", "012", "1e2", " 12", "-0", 1e300] : []),
  ...(schema.type === "boolean" ? ["true", "false", 0, 1] : []),
  ...(Array.isArray(value) ? [Array.from({ length: 7 }, () => value[0] as unknown)] : []),
];

/** Breaks one place. */
const broken = (value: unknown, { path: [key, ...rest], ...change }: Break): unknown => {
  if (key === undefined) return change.change;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  if (rest.length === 0 && !("change" in change)) delete copy[key];
  else copy[key] = broken(copy[key], { path: rest, ...change });
  return copy;
};

/** Changes a value in one place or, for one choice, nowhere. Without a schema only types are wrong. */
export const breakOne = (value: unknown, choice: number, schema: Schema = {}): unknown => {
  const all = breaks(schema, value);
  const chosen = all[choice % (all.length + 1)];
  return chosen ? broken(value, chosen) : value;
};

/** Valid bodies, and ones that are broken in one place. A body of `undefined` is none. */
const anyBody = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 20, arbitrary: valid(schema) },
    { weight: 40, arbitrary: fc.tuple(valid(schema), fc.nat()).map(([value, choice]) => breakOne(value, choice, schema)) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

const anyQuery = (parameters: readonly Parameter[]): fc.Arbitrary<AnyRequest["query"]> => {
  const text = fc.oneof(fc.constantFrom(...QUERY_TEXTS), anyMoment);
  const anyValue = ({ schema }: Pick<Parameter, "schema">): fc.Arbitrary<string | string[]> =>
    fc.oneof(
      { weight: 6, arbitrary: schema.anyOf ? anyMoment : valid(schema).map(String) },
      { weight: 2, arbitrary: text },
      { weight: 1, arbitrary: fc.array(text, { minLength: 2, maxLength: 2 }) },
    );
  const values = [...parameters, { name: "undocumented", schema: {} }].map((parameter) => [
    parameter.name,
    anyValue(parameter),
  ]);
  return fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<string | string[]>>, { requiredKeys: [] });
};

/** Requests to an operation: valid ones, and ones that are wrong in one place of their body or in their query. */
export const anyRequest = ({ parameters, body }: ContractOperation): fc.Arbitrary<AnyRequest> => {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  return fc
    .record({
      params: fc.record(
        Object.fromEntries(inPath.map(({ name }) => [name, fc.string({ minLength: 1, maxLength: 24, unit: "grapheme" })])),
      ),
      query: anyQuery(parameters.filter((parameter) => parameter.in === "query")),
      body: body ? anyBody(body) : fc.constant(undefined),
    })
    .map((request) => (request.body === undefined ? { params: request.params, query: request.query } : request));
};
