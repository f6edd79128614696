/** Keywords of which openapi-typescript makes a type. */
const shapes = [
  "$ref",
  "allOf",
  "anyOf",
  "const",
  "enum",
  "items",
  "oneOf",
  "prefixItems",
  "properties",
  "type",
];

/**
 * Copies a contract as openapi-typescript makes the best types of it:
 *
 * - without discriminators, by which it overwrites the members' own tags, and the comments with them. A tag is a
 *   `const`, and by that TypeScript narrows;
 * - without unions that only say which properties go together (`anyOf: [{ required: [a] }, …]`), which it takes
 *   for `unknown`;
 * - with `anyOf` as `oneOf`, because it joins the members of `anyOf` with what stands beside them by "or".
 *
 * @example
 * toTypeSource({ type: "string", anyOf: [{ format: "date" }, { format: "date-time" }] }); // { type: "string" }
 */
export function toTypeSource(contract: unknown): unknown {
  return JSON.parse(JSON.stringify(contract), (_key, value: unknown) =>
    isObject(value) ? adapt(value) : value,
  );
}

function adapt(schema: object): object {
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    if (keyword === "discriminator" && isObject(value) && "propertyName" in value) return [];
    if ((keyword !== "anyOf" && keyword !== "oneOf") || !Array.isArray(value)) return [[keyword, value]];
    return value.every(hasShape) ? [["oneOf", value]] : [];
  });
  return Object.fromEntries(entries);
}

function hasShape(schema: unknown): boolean {
  return isObject(schema) && shapes.some((keyword) => keyword in schema);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
