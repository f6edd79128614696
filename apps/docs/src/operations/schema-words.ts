import { type OpenApiDocument, resolve, type Schema, type SchemaObject } from "@task-contracts/openapi-model";

/**
 * What a value is, in few words: `string (uri)`, `array of objects`.
 *
 * @example
 * typeOf(document, { type: "array", items: { type: "string" } }); // "array of strings"
 */
export function typeOf(document: OpenApiDocument, schema: Schema): string {
  if (typeof schema === "boolean") return "any value";
  const found = resolve<SchemaObject>(document, schema);
  const variants = found.oneOf ?? found.anyOf;
  if (variants !== undefined) {
    return [...new Set(variants.map((variant) => typeOf(document, variant)))].join(" or ");
  }
  if (found.const !== undefined) return `always ${JSON.stringify(found.const)}`;
  const types = [found.type ?? (found.enum === undefined ? "any value" : "string")].flat();
  return types.map((type) => oneType(document, type, found)).join(" or ");
}

function oneType(document: OpenApiDocument, type: string, schema: SchemaObject): string {
  const { additionalProperties, format, items } = schema;
  if (type === "array" && items !== undefined) return container("array", typeOf(document, items));
  if (type === "object" && typeof additionalProperties === "object") {
    return container("map", typeOf(document, additionalProperties));
  }
  return format === undefined || type === "null" ? type : `${type} (${format})`;
}

/** An alternative belongs to the values, and not beside the container: `map of values that are string or number`. */
const container = (name: string, inner: string): string =>
  inner.includes(" or ") ? `${name} of values that are ${inner}` : `${name} of ${plural(inner)}`;

/** `strings`, `strings (uri)`, `arrays of numbers`. */
const plural = (type: string): string =>
  /^(?:string|number|integer|boolean|object|array|map)\b/.test(type) ? type.replace(/^\w+/, "$&s") : type;

/** What must be true of a value besides its type, in few words each. */
export function constraintsOf(schema: SchemaObject): string[] {
  const { minLength, maxLength, minItems, maxItems, minProperties } = schema;
  const { exclusiveMinimum: above, exclusiveMaximum: below, maxProperties, multipleOf, uniqueItems } = schema;
  return [
    typeof above === "number" && `more than ${above}`,
    range(schema.minimum, schema.maximum, ""),
    typeof below === "number" && `less than ${below}`,
    range(minLength === 1 ? undefined : minLength, maxLength, " characters"),
    range(minItems, maxItems, " items"),
    range(minProperties, typeof maxProperties === "number" ? maxProperties : undefined, " entries"),
    minLength === 1 && "not empty",
    typeof multipleOf === "number" && `a multiple of ${multipleOf}`,
    uniqueItems === true && "no item twice",
  ].filter((part): part is string => part !== false && part !== "");
}

/** Everything else that must be true of a value, and what is assumed without one, as one line of Markdown. */
export function limitsOf(schema: SchemaObject): string {
  const parts = [
    ...constraintsOf(schema),
    schema.default !== undefined && `default: ${code(schema.default)}`,
    schema["example"] !== undefined && schema.enum === undefined && `example: ${code(schema["example"])}`,
  ].filter((part) => part !== false && part !== "");
  const text = parts.join(" · ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function range(least: number | undefined, most: number | undefined, unit: string): string {
  const singular = (count: number): string =>
    count === 1 ? unit.replace(/ies$/, "y").replace(/s$/, "") : unit;
  if (least !== undefined && most !== undefined) return `${least} to ${most}${unit}`;
  if (least !== undefined) return `at least ${least}${singular(least)}`;
  return most === undefined ? "" : `at most ${most}${singular(most)}`;
}

/** What an object must have if `if` and `else` leave a choice: "Required: `choices` or `fields`." */
export function alternativesText(schema: SchemaObject): string {
  const ways = waysOf(schema);
  return ways.length < 2 ? "" : `Required: ${ways.map(listed).join(", or ")}.`;
}

function waysOf(schema: SchemaObject): (readonly string[])[] {
  const {
    if: met,
    else: unmet,
    required,
  } = schema as SchemaObject & { if?: SchemaObject; else?: SchemaObject };
  if (met === undefined) return required === undefined ? [] : [required];
  return [met.required ?? [], ...(unmet === undefined ? [] : waysOf(unmet))].filter(
    (names) => names.length > 0,
  );
}

const listed = (names: readonly string[]): string => {
  const marked = names.map((name) => `\`${name}\``);
  return marked.length < 2 ? marked.join("") : `${marked.slice(0, -1).join(", ")} and ${marked.at(-1)}`;
};

/** As code in Markdown. A backtick inside would end it. */
const code = (value: unknown): string => `\`${JSON.stringify(value).replaceAll("`", "'")}\``;
