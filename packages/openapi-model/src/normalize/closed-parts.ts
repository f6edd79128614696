import type { OpenApiDocument, SchemaObject } from "../document.ts";
import { resolve } from "../resolve.ts";
import type { ReportFlaw } from "./normalize.ts";

type Schema = Record<string, unknown>;

/**
 * Opens the parts of an `allOf` that forbid what the other parts describe: otherwise, nothing could be valid. Where
 * such a part is used alone it stays closed.
 */
export function openClosedParts(
  document: OpenApiDocument,
  schema: Schema,
  pointer: string,
  report: ReportFlaw,
): void {
  const partsOf = (keyword: string): SchemaObject[] => {
    const { [keyword]: list } = schema;
    return Array.isArray(list) ? list.map((part: SchemaObject) => resolve<SchemaObject>(document, part)) : [];
  };
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    if (schema["additionalProperties"] !== false || !partsOf(keyword).some(describes)) continue;
    report({
      pointer,
      message: `additionalProperties: false beside ${keyword} forbids what the parts describe. It is ignored here.`,
    });
    delete schema["additionalProperties"];
  }
  const { allOf } = schema;
  if (!Array.isArray(allOf)) return;
  const parts = partsOf("allOf");
  const describing = [schema as SchemaObject, ...parts].filter(describes);
  if (describing.length < 2) return;
  parts.forEach((part, index) => {
    if (part.additionalProperties !== false) return;
    report({
      pointer: `${pointer}/allOf/${index}`,
      message:
        "additionalProperties: false in a part of allOf forbids what the other parts describe. It is ignored here.",
    });
    const { additionalProperties: _, ...open } = part;
    (allOf as SchemaObject[])[index] = open;
  });
}

const describes = ({ allOf, properties }: SchemaObject): boolean =>
  properties !== undefined || allOf !== undefined;
