import type { OpenApiDocument } from "../document.ts";
import { formatPointer } from "../json-pointer.ts";
import type { ReportFlaw } from "./normalize.ts";

type Node = Record<string, unknown>;

const component = /^#\/components\/schemas\/([^/]+)$/;

/**
 * Opens schemas that consist of themselves, in place: through `allOf` and the like alone, a check of one would never
 * end. Properties may contain the schema again, since values are finite.
 */
export function openCycles(document: OpenApiDocument, report: ReportFlaw): void {
  const schemas = (document.components?.schemas ?? {}) as Record<string, unknown>;
  const done = new Set<string>();

  function visitComponent(name: string, above: ReadonlySet<string>): void {
    if (done.has(name) || !Object.hasOwn(schemas, name)) return;
    visit(schemas[name], ["components", "schemas", name], new Set([...above, name]));
    done.add(name);
  }

  function visit(value: unknown, steps: readonly string[], above: ReadonlySet<string>): void {
    if (typeof value !== "object" || value === null) return;
    const node = value as Node;
    const [, encoded] = component.exec(String(node["$ref"])) ?? [];
    if (encoded !== undefined) {
      const name = encoded.replaceAll("~1", "/").replaceAll("~0", "~");
      if (above.has(name)) {
        report({
          pointer: formatPointer(steps),
          message: `${name} is made of itself here, and could never be checked. Anything is accepted in its place.`,
        });
        delete node["$ref"];
      } else visitComponent(name, above);
    }
    for (const keyword of ["allOf", "anyOf", "oneOf"]) {
      const { [keyword]: parts } = node;
      if (Array.isArray(parts))
        parts.forEach((part, index) => visit(part, [...steps, keyword, String(index)], above));
    }
  }

  for (const name of Object.keys(schemas)) visitComponent(name, new Set());
}
