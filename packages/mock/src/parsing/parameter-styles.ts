import { fixedBounds } from "../limits.ts";

/** How an array or object is written in a parameter (OpenAPI, Parameter Object, "Style Values"). */
export interface ParameterStyle {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly style: string;
  /** Whether each item or property is a separate parameter. */
  readonly explode: boolean;
  readonly kind: "array" | "object" | "single";
  /** The names of the properties of an object. Other parameters are not part of it. */
  readonly properties: readonly string[];
}

type Values = Record<string, unknown>;

const separators: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

/**
 * Converts the texts of a parameter to arrays and objects, in place. A value that does not match its style stays as it is,
 * so that the check of its schema reports what is wrong.
 *
 * @param values The parameters of one location, by name.
 * @example
 * const query = { size: "4", unit: "GB" };
 * readStyle(query, { name: "memory", in: "query", style: "form", explode: true, kind: "object", properties: ["size", "unit"] });
 * query; // { memory: { size: "4", unit: "GB" } }
 */
export const readStyle = (values: Values, parameter: ParameterStyle): void => {
  const { explode, kind, name, properties, style } = parameter;
  if (style === "deepObject") return readDeepObject(values, name);
  if (parameter.in === "query" && kind === "object" && explode) return gather(values, name, properties);
  const given = values[name];
  if (parameter.in === "query") {
    if (kind === "single" || (kind === "array" && explode)) return;
    const texts = [given].flat().filter((text) => typeof text === "string");
    const items = texts.flatMap((text) => text.split(separators[style] ?? ","));
    if (texts.length > 0) values[name] = kind === "array" ? items : pairs(items);
  } else if (typeof given === "string") {
    const text = unprefixed(given, parameter);
    if (text !== undefined) values[name] = valueOf(text, parameter);
  }
};

/** The text of a path or a header, without the prefix of its style. */
const unprefixed = (text: string, { explode, kind, name, style }: ParameterStyle): string | undefined => {
  if (style === "label") return text.startsWith(".") ? text.slice(1) : undefined;
  if (style !== "matrix") return text;
  if (!text.startsWith(";")) return undefined;
  if (kind === "object" && explode) return text.slice(1);
  const prefix = `${name}=`;
  const parts = text.slice(1).split(";");
  if (!parts.every((part) => part.startsWith(prefix))) return undefined;
  return parts.map((part) => part.slice(prefix.length)).join(",");
};

const valueOf = (text: string, { explode, in: place, kind, style }: ParameterStyle): unknown => {
  // Several headers with one name are joined, with blanks.
  const isHeader = place === "header";
  if (kind === "single") return text;
  const between = explode ? ({ label: ".", matrix: kind === "object" ? ";" : "," }[style] ?? ",") : ",";
  const items = text === "" ? [] : text.split(between).map((item) => (isHeader ? item.trim() : item));
  if (kind === "array") return items;
  return pairs(explode ? items.flatMap((item) => partsOf(item)) : items);
};

/** Splits `a=b`. */
const partsOf = (item: string): [string, string] => {
  const end = item.indexOf("=");
  return end === -1 ? [item, ""] : [item.slice(0, end), item.slice(end + 1)];
};

/** An object from alternating names and values. */
const pairs = (items: readonly string[]): object => {
  const entries: [string, string | undefined][] = [];
  for (let index = 0; index < items.length; index += 2) entries.push([items[index] ?? "", items[index + 1]]);
  return Object.fromEntries(entries);
};

/** The properties of an object that are separate parameters, as one object. */
const gather = (values: Values, name: string, properties: readonly string[]): void => {
  const found = properties.filter((property) => Object.hasOwn(values, property));
  if (found.length === 0) return;
  const entries = found.map((property) => [property, values[property]] as const);
  for (const property of found) delete values[property];
  values[name] = Object.fromEntries(entries);
};

/** `filter[size][min]=4`, as deep as bodies may be. Numbers from 0, or empty names, make an array. */
const readDeepObject = (values: Values, name: string): void => {
  const prefix = `${name}[`;
  const root = new Map<string, Node>();
  for (const key of Object.keys(values)) {
    if (!key.startsWith(prefix) || !key.endsWith("]")) continue;
    const path = key.slice(prefix.length, -1).split("][");
    if (path.length > fixedBounds.depth.value) continue;
    put(root, path, values[key]);
    delete values[key];
  }
  if (root.size > 0) values[name] = settle(root);
};

type Node = Map<string, Node> | { readonly value: unknown };

const put = (root: Map<string, Node>, path: readonly string[], value: unknown): void => {
  let node = root;
  for (const key of path.slice(0, -1)) {
    const next = node.get(key);
    const inner = next instanceof Map ? next : new Map<string, Node>();
    node.set(key, inner);
    node = inner;
  }
  node.set(path.at(-1) ?? "", { value });
};

const settle = (node: Node): unknown => {
  if (!(node instanceof Map)) return node.value;
  const entries = [...node].map(([key, child]) => [key, settle(child)] as const);
  const isArray = entries.length === 1 && entries[0]?.[0] === "";
  if (isArray) return [entries[0]?.[1]].flat();
  const numbered = entries.map((_, index) => node.get(String(index)));
  return numbered.every((child) => child !== undefined) ? numbered.map(settle) : Object.fromEntries(entries);
};
