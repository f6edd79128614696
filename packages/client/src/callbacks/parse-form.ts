type Branch = Map<string, Branch | string[]>;

/** How deep objects may stand inside each other. The contract needs three levels. */
const maxDepth = 16;

/** A field of a form: where its value belongs, the value, and how its key was written. */
type Field = readonly [path: readonly string[], value: string, key: string];

/**
 * Reads a form: `a[b]=c` are objects, `a[]=b`, `a[0]=b` and repeated keys are arrays. All values are text.
 *
 * @throws SyntaxError for keys that make no sense, alone or together
 * @example
 * parseForm("response[category]=damage&task[params][categories][0]=damage");
 * // { response: { category: "damage" }, task: { params: { categories: ["damage"] } } }
 */
export const parseForm = (text: string): unknown =>
  nest(Array.from(new URLSearchParams(text), ([key, value]) => [splitKey(key), value, key]));

/**
 * Makes of a form that a parser has read what `parseForm` makes. Parsers differ: some leave `a[b]` as it is, others make
 * objects and arrays of it, or objects of arrays that are long.
 *
 * @throws SyntaxError as `parseForm` does
 * @example
 * acceptForm({ "response[category]": "damage" }); // { response: { category: "damage" } }
 */
export const acceptForm = (body: unknown): unknown =>
  nest(
    Object.entries(body ?? {}).flatMap(([key, value]: [string, unknown]) => flatten(splitKey(key), value)),
  );

const flatten = (path: readonly string[], value: unknown): Field[] => {
  if (path.length > maxDepth) throw new SyntaxError(`"${path[0]}" has too many levels for a form.`);
  if (typeof value !== "object" || value === null) return [[path, String(value), path.join(".")]];
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) {
    const list = path.at(-1) === "" ? path : [...path, ""];
    return value.map((item) => [list, String(item), path.join(".")]);
  }
  return Object.entries(value).flatMap(([part, item]) => flatten([...path, part], item));
};

const nest = (fields: readonly Field[]): unknown => {
  const root: Branch = new Map();
  for (const [path, value, key] of fields) insert(root, path, value, key);
  return Object.fromEntries(Array.from(root, ([key, node]) => [key, toValue(node)]));
};

/** @example splitKey("task[params][categories][]"); // ["task", "params", "categories", ""] */
const splitKey = (key: string): string[] => {
  const [, name, brackets] = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key) ?? [];
  const path = [
    name ?? "",
    ...Array.from(brackets?.matchAll(/\[([^[\]]*)\]/g) ?? [], ([, part = ""]) => part),
  ];
  if (name === undefined || path.length > maxDepth) throw new SyntaxError(`"${key}" is no key of a form.`);
  return path;
};

const insert = (
  branch: Branch,
  [part = "", ...rest]: readonly string[],
  value: string,
  key: string,
): void => {
  const node = branch.get(part) ?? (rest.length > 0 ? new Map<string, never>() : []);
  if (Array.isArray(node) !== (rest.length === 0))
    throw new SyntaxError(`"${key}" is both a value and an object.`);
  branch.set(part, node);
  if (Array.isArray(node)) node.push(value);
  else insert(node, rest, value, key);
};

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
