import { DocumentError } from "./document-error.ts";
import { lookUp } from "./resolve.ts";

type Node = Record<string, unknown>;

/**
 * A copy of a document in which every local `$ref` is replaced by its target. The siblings of a `$ref`, such
 * as a `default`, override the target. A target that is referenced twice is shared, not copied, so the copy of a recursive
 * schema contains itself.
 *
 * @param adjust Called with each object of the copy, which it may change.
 * @throws {DocumentError} If a `$ref` points outside of the document, at nothing, or in a circle of `$ref`s.
 * @example
 * dereference({ a: { $ref: "#/b" }, b: { c: 1 } }); // { a: { c: 1 }, b: { c: 1 } }
 */
export function dereference(document: object, adjust: (node: Node) => void = () => undefined): unknown {
  const copies = new Map<object, unknown>();
  /** Nodes with a `$ref` that is being followed. To meet one again means that the references are circular. */
  const following = new Set<object>();
  /** Copies whose children are not complete yet. */
  const unfinished = new Set<unknown>();
  /** Siblings that can be applied only once their target is complete, because they are inside it. */
  const later: (() => void)[] = [];

  const copyOf = (node: unknown): unknown => {
    if (typeof node !== "object" || node === null) return node;
    if (copies.has(node)) return copies.get(node);
    const { $ref, ...beside } = node as Node;
    return typeof $ref === "string" ? follow(node, $ref, beside) : copyChildren(node, node);
  };

  const follow = (node: object, $ref: string, beside: Node): unknown => {
    if (following.has(node))
      throw new DocumentError($ref, "the $ref leads back to itself", "Point it at a value.");
    following.add(node);
    const target = copyOf(lookUp(document, $ref));
    following.delete(node);
    if (Object.keys(beside).length === 0) return target;
    const copy = copyChildren(node, beside, unfinished.has(target) ? {} : (target as Node));
    if (unfinished.has(target)) later.push(() => Object.assign(copy, { ...(target as Node), ...copy }));
    return copy;
  };

  const copyChildren = (node: object, children: object, target: Node = {}): Node => {
    const copy = (Array.isArray(node) ? [] : {}) as Node;
    // Before its children: a schema may contain itself.
    copies.set(node, copy);
    unfinished.add(copy);
    const own = Object.entries(children).map(([key, child]): [string, unknown] => [key, copyOf(child)]);
    Object.assign(copy, target, Object.fromEntries(own));
    unfinished.delete(copy);
    if (!Array.isArray(copy)) adjust(copy);
    return copy;
  };

  const copy = copyOf(document);
  for (const finish of later) finish();
  return copy;
}
