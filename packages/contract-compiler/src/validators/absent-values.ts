import { type CodeKeywordDefinition, stringify } from "ajv";
import { resolve, type Schema, type SchemaObject } from "@task-contracts/openapi-model";
import type { BundledApi } from "../bundled-api.ts";
import { schemaTypes } from "../schema-types.ts";
import { callOnObject } from "./runtime-function.ts";

/** Ajv keywords that list properties for which a certain value means absent. */
export const absentValueKeywords: CodeKeywordDefinition[] = [
  keyword("emptyTextIsAbsent", "deleteEmptyTexts"),
  keyword("emptyListIsAbsent", "deleteEmptyLists"),
  keyword("nullIsAbsent", "deleteNulls"),
];

function keyword(name: string, action: Parameters<typeof callOnObject>[1]): CodeKeywordDefinition {
  return {
    keyword: name,
    schemaType: "array",
    // Before `required` and defaults, so that an absent value gets its default.
    before: "$ref",
    code(cxt) {
      callOnObject(cxt, action, stringify(cxt.schema));
    },
  };
}

/**
 * Adds the keywords for the ways in which a JSON request marks values as absent, if the contract has `x-null-is-absent`:
 * `null` for any optional property, and an empty list or map for one that may not be empty.
 *
 * @example
 * acceptAbsentValues(api, { properties: { phrases: { type: "array", minItems: 1 } } });
 * // { properties: …, nullIsAbsent: ["phrases"], emptyListIsAbsent: ["phrases"] }
 */
export function acceptAbsentValues(api: BundledApi, schema: SchemaObject): SchemaObject {
  if (api.contract["x-null-is-absent"] !== true) return schema;
  const { properties, required = [] } = schema as Described;
  const optional = Object.entries(properties ?? {}).filter(([name]) => !required.includes(name));
  const nullIsAbsent = optional.filter(([, property]) => !schemaTypes(api, property).has("null"));
  const emptyListIsAbsent = optional.filter(([, property]) => mayNotBeEmpty(api, property));
  return {
    ...schema,
    ...(nullIsAbsent.length > 0 && { nullIsAbsent: nullIsAbsent.map(([name]) => name) }),
    ...(emptyListIsAbsent.length > 0 && { emptyListIsAbsent: emptyListIsAbsent.map(([name]) => name) }),
  };
}

interface Described {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

function mayNotBeEmpty(api: BundledApi, schema: Schema): boolean {
  if (typeof schema === "boolean") return false;
  const { minItems = 0, minProperties = 0 } = resolve<{ minItems?: number; minProperties?: number }>(
    api.contract,
    schema,
  );
  return minItems > 0 || minProperties > 0;
}
