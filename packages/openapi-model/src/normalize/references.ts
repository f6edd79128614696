import { formatPointer, parsePointer } from "../json-pointer.ts";
import type { ReportFlaw } from "./normalize.ts";

type Node = Record<string, unknown>;

const direct = /^#\/components\/[^/]+\/[^/]+$/;

/**
 * Ensures that every `$ref` has a target, in place: one without a target, or that refers to itself, then allows anything,
 * and a schema that is referenced by its place becomes a component.
 */
export function mendReferences(document: object, report: ReportFlaw): void {
  const hoisted = new Map<string, string>();

  function visit(node: unknown, steps: readonly string[]): void {
    if (typeof node !== "object" || node === null) return;
    const { $ref } = node as Node;
    if (typeof $ref === "string" && !isPropertyMap(steps)) mend(node as Node, $ref, steps);
    // The meaning of a $ref in an extension is unknown.
    for (const [key, child] of Object.entries(node)) {
      if (!key.startsWith("x-") || key === "x-webhooks") visit(child, [...steps, key]);
    }
  }

  function mend(node: Node, $ref: string, steps: readonly string[]): void {
    const problem = problemOf(document, $ref);
    if (problem !== undefined) {
      report({
        pointer: formatPointer(steps),
        message: `The $ref ${$ref} ${problem}. Anything is accepted in its place.`,
      });
      delete node["$ref"];
    } else if (!direct.test($ref) && isSchemaPlace(steps)) {
      node["$ref"] = hoist($ref);
    }
  }

  function hoist($ref: string): string {
    const known = hoisted.get($ref);
    if (known !== undefined) return known;
    const components = ((document as Node)["components"] ??= {}) as Node;
    const schemas = (components["schemas"] ??= {}) as Node;
    let name = nameOf($ref);
    while (Object.hasOwn(schemas, name)) name += "_";
    schemas[name] = lookUp(document, parsePointer($ref));
    const moved = `#/components/schemas/${name}`;
    hoisted.set($ref, moved);
    return moved;
  }

  visit(document, []);
}

/** A component name for a place: `#/paths/~1jobs/get` becomes `paths_jobs_get`. */
function nameOf($ref: string): string {
  return parsePointer($ref)
    .join("_")
    .replaceAll(/[^\w.-]+/g, "_");
}

function isSchemaPlace(steps: readonly string[]): boolean {
  const [last = "", parent = "", grandparent] = steps.toReversed();
  if (["schema", "items", "additionalProperties", "not"].includes(last)) return true;
  if (["allOf", "anyOf", "oneOf", "properties"].includes(parent)) return true;
  return parent === "schemas" && grandparent === "components";
}

/** A property of a schema can be named `$ref`. */
function isPropertyMap(steps: readonly string[]): boolean {
  return steps.at(-1) === "properties" && steps.at(-2) !== "properties";
}

function problemOf(document: object, $ref: string): string | undefined {
  const seen = new Set<string>();
  let next = $ref;
  for (;;) {
    if (!next.startsWith("#")) return "leads out of the document";
    if (seen.has(next)) return "leads back to itself";
    seen.add(next);
    const found = lookUp(document, parsePointer(next));
    if (typeof found !== "object" || found === null) return "leads to nothing";
    const { $ref: further } = found as Node;
    if (typeof further !== "string") return undefined;
    next = further;
  }
}

function lookUp(document: object, steps: readonly string[]): unknown {
  let value: unknown = document;
  for (const step of steps) {
    for (
      let hops = 0;
      hops < 32 && typeof Object(value).$ref === "string" && !Object.hasOwn(Object(value), step);
      hops++
    ) {
      value = lookUp(document, parsePointer(Object(value).$ref as string));
    }
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Node)[step];
  }
  return value;
}
