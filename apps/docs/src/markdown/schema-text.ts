import { refName, type Schema, type SchemaObject } from "@task-contracts/openapi-model";
import { constraintsOf } from "../operations/schema-words.ts";
import { table } from "./table.ts";

/** What values a schema allows, in few words: `string`, `array of Annotation`, `"day" or "week"`. */
export function typeText(schema: Schema | undefined): string {
  if (schema === undefined || typeof schema === "boolean") return "anything";
  const name = refName(schema);
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`;
  const variants = schema.oneOf ?? schema.anyOf;
  if (variants !== undefined) return variants.map(typeText).join(" or ");
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(code).join(" or ");
  const types = [schema.type ?? "anything"].flat();
  return types.map((type) => plainTypeText(type, schema)).join(" or ");
}

function plainTypeText(type: string, schema: SchemaObject): string {
  if (type === "array" && schema.items !== undefined) return `array of ${typeText(schema.items)}`;
  if (type === "object" && typeof schema.additionalProperties === "object") {
    return `object of ${typeText(schema.additionalProperties)}`;
  }
  return schema.format === undefined || type === "null" ? type : `${type} (${schema.format})`;
}

/**
 * A schema in full, below its heading.
 *
 * @param follow Finds what a property refers to, where its description is not in the same text.
 */
export function schemaText(schema: Schema, follow = (property: Schema): Schema => property): string {
  if (typeof schema === "boolean") return `Type: ${typeText(schema)}`;
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    `\`${name}\``,
    typeText(property) + limitsText(follow(property)),
    schema.required?.includes(name) ? "yes" : "",
    [descriptionOf(follow(property)), defaultText(follow(property))].filter(Boolean).join(" "),
  ]);
  const parts = [schema.description, rows.length === 0 && `Type: ${typeText(schema)}${limitsText(schema)}`];
  if (rows.length > 0) parts.push(table(["Property", "Type", "Required", "Meaning"], rows));
  return parts.filter(Boolean).join("\n\n");
}

/** What else must be true of a value. */
export const limitsText = (schema: Schema = true): string =>
  constraintsOf(Object(schema) as SchemaObject)
    .map((limit) => `, ${limit}`)
    .join("");

/** What is assumed if a value is absent. */
export function defaultText(schema: Schema = true): string {
  const { default: value } = Object(schema) as SchemaObject;
  return value === undefined ? "" : `Default: ${code(value)}.`;
}

const descriptionOf = (schema: Schema): string | undefined =>
  typeof schema === "boolean" ? undefined : schema.description;

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``;
