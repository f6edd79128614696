import type { ReportFlaw } from "./normalize.ts";

type Schema = Record<string, unknown>;

/**
 * Converts an OpenAPI 3.0 schema to 3.1, in place, and removes meaningless keywords.
 *
 * @example
 * upgradeSchema({ type: "string", nullable: true }, "/components/schemas/Name", report); // { type: ["string", "null"] }
 */
export function upgradeSchema(schema: Schema, pointer: string, report: ReportFlaw): void {
  upgradeNullable(schema);
  upgradeBound(schema, "exclusiveMinimum", "minimum");
  upgradeBound(schema, "exclusiveMaximum", "maximum");
  dropUnreadablePattern(schema, pointer, report);
  dropUnknownTypes(schema, pointer, report);
  if (Array.isArray(schema["enum"]) && schema["enum"].length === 0) {
    report({ pointer, message: "enum is empty, so that nothing could be valid. It is ignored." });
    delete schema["enum"];
  }
  if (schema["required"] !== undefined && !Array.isArray(schema["required"])) {
    report({
      pointer,
      message: `required is ${JSON.stringify(schema["required"])}, but must be a list of names. It is ignored.`,
    });
    delete schema["required"];
  }
}

function upgradeNullable(schema: Schema): void {
  const { nullable, type } = schema;
  if (nullable === undefined) return;
  delete schema["nullable"];
  if (nullable !== true) return;
  if (typeof type === "string") schema["type"] = [type, "null"];
  else if (type === undefined) acceptNull(schema);
  const { enum: list } = schema;
  if (Array.isArray(list) && !list.includes(null)) schema["enum"] = [...(list as unknown[]), null];
}

/** `nullable` next to `allOf` or `$ref` and without a type has no effect in OpenAPI 3.0.3, but is always intended. */
function acceptNull(schema: Schema): void {
  const { $ref, allOf, anyOf, oneOf, ...rest } = schema;
  if ($ref === undefined && allOf === undefined && anyOf === undefined && oneOf === undefined) return;
  const combined = { ...($ref !== undefined && { $ref }), ...(allOf !== undefined && { allOf }) };
  const alternatives = { ...(anyOf !== undefined && { anyOf }), ...(oneOf !== undefined && { oneOf }) };
  for (const keyword of ["$ref", "allOf", "anyOf", "oneOf"]) delete schema[keyword];
  Object.assign(schema, rest, { anyOf: [{ ...combined, ...alternatives }, { type: "null" }] });
}

/** A boolean beside the bound in OpenAPI 3.0, the bound itself since. */
function upgradeBound(schema: Schema, exclusive: string, bound: string): void {
  if (typeof schema[exclusive] !== "boolean") return;
  if (schema[exclusive] && schema[bound] !== undefined) {
    schema[exclusive] = schema[bound];
    delete schema[bound];
  } else delete schema[exclusive];
}

function dropUnreadablePattern(schema: Schema, pointer: string, report: ReportFlaw): void {
  const { pattern } = schema;
  if (pattern === undefined) return;
  try {
    RegExp(typeof pattern === "string" ? pattern : "(", "u");
  } catch {
    report({
      pointer,
      message: `The pattern ${JSON.stringify(pattern)} is no regular expression of JSON Schema. It is ignored.`,
    });
    delete schema["pattern"];
  }
}

const types = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

function dropUnknownTypes(schema: Schema, pointer: string, report: ReportFlaw): void {
  const { type } = schema;
  if (type === undefined) return;
  const unknown = [type].flat().find((name) => typeof name !== "string" || !types.has(name));
  if (unknown === undefined) return;
  report({ pointer, message: `The type ${JSON.stringify(unknown)} is none of JSON Schema. It is ignored.` });
  delete schema["type"];
}
