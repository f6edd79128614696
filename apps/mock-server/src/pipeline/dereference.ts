/**
 * A copy of a document in which every local `$ref` is replaced by what it points at. What stands next to a `$ref`, such
 * as a `default`, is laid over it. What is referred to twice is shared, not copied.
 *
 * Each object of the copy passes through `adjust`, which may change it.
 *
 * @example
 * dereference({ a: { $ref: "#/b" }, b: { c: 1 } }); // { a: { c: 1 }, b: { c: 1 } }
 */
export const dereference = (
  document: object,
  adjust: (node: Record<string, unknown>) => void = () => undefined,
): unknown => {
  const resolved = new Map<unknown, unknown>();

  const resolve = (node: unknown): unknown => {
    if (typeof node !== "object" || node === null) return node;
    if (resolved.has(node)) return resolved.get(node);
    const { $ref, ...rest } = node as { $ref?: unknown };
    const target = typeof $ref === "string" ? resolve(follow(document, $ref)) : undefined;
    if (target !== undefined && Object.keys(rest).length === 0) return target;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(node) ? [] : {};
    // Before its children: a schema may contain itself.
    resolved.set(node, copy);
    const children = Object.entries(target === undefined ? node : rest);
    Object.assign(copy, target, Object.fromEntries(children.map(([key, child]) => [key, resolve(child)])));
    if (!Array.isArray(copy)) adjust(copy);
    return copy;
  };

  return resolve(document);
};

const follow = (document: object, ref: string): unknown => {
  if (!ref.startsWith("#/")) throw new Error(`${ref} is outside of the document. Bundle the contract first.`);
  const target = ref
    .slice(2)
    .split("/")
    .map((segment) => decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>((node, key) => (Object(node) as Record<string, unknown>)[key], document);
  if (target === undefined) throw new Error(`${ref} points at nothing. Bundle the contract again.`);
  return target;
};
