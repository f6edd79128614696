/** The part of JSON Schema that the form reads. It comes without references. */
export interface FormSchema {
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly required?: readonly string[];
  readonly items?: FormSchema;
  readonly additionalProperties?: FormSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly [keyword: string]: unknown;
}

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The types that a value may have. */
export const typesOf = ({ enum: list, items, properties, type }: FormSchema): readonly string[] => {
  if (type !== undefined) return [type].flat();
  if (properties) return ["object"];
  if (items) return ["array"];
  return (list ?? []).length > 0 ? ["string"] : [];
};

/** A value to begin with. */
export const blankOf = (schema: FormSchema): unknown => {
  const { default: initial, enum: list } = schema;
  if (initial !== undefined) return initial;
  if (list && list.length > 0) return list[0];
  const [type] = typesOf(schema);
  switch (type) {
    case "object":
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, blankOf(schema.properties?.[name] ?? {})]),
      );
    case "array":
      return [];
    case "boolean":
      return false;
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "null":
      return null;
    default:
      return "";
  }
};

/** A JSON value with one property changed. Undefined removes it. */
export const withProperty = (value: JsonObject, name: string, child: unknown): JsonObject => {
  const { [name]: _, ...rest } = value;
  if (child === undefined) return rest;
  return Object.hasOwn(value, name) ? { ...value, [name]: child } : { ...rest, [name]: child };
};
