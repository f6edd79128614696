import type { Schema } from "./contract-operations.ts";

/** One way to break a value: `change` is what comes in its place, or nothing. */
interface Break {
  readonly path: readonly (string | number)[];
  readonly change?: unknown;
}

const WRONG_TYPES = [
  null,
  true,
  7,
  7.5,
  "7",
  "text",
  "",
  [],
  ["text"],
  [7],
  {},
  { name: "text" },
  { name: 7 },
];

const WRONG_URLS = [
  "http://shop.example/a[b",
  "http://shop.example/#a#b",
  "http://[::1]/[x]",
  "shop.example",
  "ftp://shop.example",
  "http://",
  "https:// shop.example",
  "http:/a",
  "http://a/%zz",
];

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
  const removed = Object.keys(value).map((name) => ({ path: path.concat(name) }));
  const inside = Object.entries(value).flatMap(([name, child]) =>
    breaks(propertySchema(schema, name), child, path.concat(name)),
  );
  const extra = WRONG_TYPES.map((change) => ({ path: [...path, "undocumented"], change }));
  return [...here, ...removed, ...inside, ...extra];
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
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
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

/** Changes a value so that a form can still say it: all is text there, so types cannot be wrong, and nothing is empty. */
export const breakOneOfForm = (value: unknown, choice: number, schema: Schema): unknown => {
  const all = breaks(schema, value).filter(
    // What is taken out of an object could leave it empty.
    ({ path, ...rest }) =>
      "change" in rest ? rest.change !== "" && areTexts(rest.change, at(value, path)) : path.length === 1,
  );
  const chosen = all[choice % (all.length + 10)];
  return chosen ? broken(value, chosen) : value;
};

const areTexts = (...values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === "string");

const at = (value: unknown, path: Break["path"]): unknown =>
  path.reduce((node, key) => (Object(node) as Record<string | number, unknown>)[key], value);
