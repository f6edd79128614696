import { splitKey } from "./split-key.ts";

type Branch = Map<string, Branch | string[]>;

/** How deep objects may stand inside each other. The contract needs three levels. */
const maxDepth = 16;

/** How much of a key an error shows, in characters. */
const shown = 60;

/** A field of a form: where its value belongs, and the value. */
type Field = readonly [path: readonly string[], value: string];

/**
 * Reads a form: `a[b]=c` are objects, `a[]=b`, `a[0]=b` and repeated keys are arrays. All values are text.
 *
 * @throws SyntaxError for keys that make no sense, alone or together, and for percent escapes that are not UTF-8
 * @example
 * parseForm("response[category]=damage&task[params][categories][0]=damage");
 * // { response: { category: "damage" }, task: { params: { categories: ["damage"] } } }
 */
export const parseForm = (text: string): unknown => nest(readFields(text));

/**
 * Makes of a form that a parser has read what `parseForm` makes. Parsers differ: some leave `a[b]` as it is, others make
 * objects and arrays of it, or objects of arrays that are long.
 *
 * @throws SyntaxError as `parseForm` does
 * @example
 * acceptForm({ "response[category]": "damage" }); // { response: { category: "damage" } }
 */
export const acceptForm = (body: unknown): unknown =>
  nest(Object.entries(body ?? {}).flatMap(([key, value]: [string, unknown]) => flatten(toPath(key), value)));

function* readFields(text: string): Generator<Field, void> {
  for (const field of text.split("&")) {
    if (field === "") continue;
    const end = field.indexOf("=");
    const rawKey = end === -1 ? field : field.slice(0, end);
    const key = decode(rawKey, rawKey);
    yield [toPath(key), end === -1 ? "" : decode(field.slice(end + 1), key)];
  }
}

/** A percent sign that begins no escape stands for itself, as in a query. */
const decode = (text: string, key: string): string => {
  try {
    return decodeURIComponent(text.replaceAll("+", " ").replaceAll(/%(?![\da-f]{2})/gi, "%25"));
  } catch (cause) {
    throw new SyntaxError(`${show(key)} has percent escapes that are not UTF-8.`, { cause });
  }
};

const flatten = (path: readonly string[], value: unknown): Field[] => {
  if (path.length > maxDepth) throw tooDeep(path[0]);
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) {
    const list = path.at(-1) === "" ? path : [...path, ""];
    return value.map((item) => [list, String(item)]);
  }
  return Object.entries(value).flatMap(([part, item]) => flatten([...path, part], item));
};

const toPath = (key: string): readonly string[] => {
  const path = splitKey(key);
  if (!path) throw new SyntaxError(`${show(key)} is not a key of a form: write a[b] for b in a.`);
  if (path.length > maxDepth) throw tooDeep(key);
  return path;
};

const tooDeep = (key = ""): SyntaxError =>
  new SyntaxError(`${show(key)} has more than ${maxDepth} levels of names.`);

/** Keys are as long as the sender likes. */
const show = (key: string): string => JSON.stringify(key.length > shown ? `${key.slice(0, shown)}…` : key);

const nest = (fields: Iterable<Field>): unknown => {
  const root: Branch = new Map();
  for (const [path, value] of fields) insert(root, path, value);
  return Object.fromEntries(Array.from(root, ([key, node]) => [key, toValue(node)]));
};

const insert = (root: Branch, path: readonly string[], value: string): void => {
  let branch = root;
  for (const [index, part] of path.entries()) {
    const isLast = index === path.length - 1;
    const node = branch.get(part) ?? (isLast ? [] : new Map<string, never>());
    if (Array.isArray(node) !== isLast)
      throw new SyntaxError(`${show(toKey(path))} is both a value and an object.`);
    branch.set(part, node);
    if (Array.isArray(node)) node.push(value);
    else branch = node;
  }
};

/** @example toKey(["task", "params"]); // "task[params]" */
const toKey = ([name, ...parts]: readonly string[]): string =>
  [name, ...parts.map((part) => `[${part}]`)].join("");

const toValue = (node: Branch | readonly string[]): unknown => {
  if (!(node instanceof Map)) return node.length > 1 ? node : node[0];
  const entries = Array.from(node);
  if (!entries.every(([key]) => /^\d*$/.test(key))) {
    return Object.fromEntries(entries.map(([key, child]) => [key, toValue(child)]));
  }
  return entries
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .flatMap(([key, child]) => (key === "" && Array.isArray(child) ? child : [toValue(child)]));
};
