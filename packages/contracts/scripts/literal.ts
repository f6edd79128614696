/**
 * Writes a JSON value as the TypeScript type that only that value has, `as const`-like.
 *
 * @example
 * literalType({ method: "GET", callbacks: [] }); // `{ readonly "method": "GET"; readonly "callbacks": readonly [] }`
 */
export function literalType(value: unknown): string {
  if (Array.isArray(value)) return `readonly [${value.map(literalType).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `readonly ${propertyName(key)}: ${literalType(member)}`,
  );
  return `{ ${members.join("; ")} }`;
}

/**
 * Writes a JSON value as the shortest plain JavaScript expression.
 *
 * @example
 * literalCode({ method: "GET", "4XX": [true] }); // `{method:"GET","4XX":[!0]}`
 */
export function literalCode(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalCode).join(",")}]`;
  if (typeof value === "boolean") return value ? "!0" : "!1";
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, member]) => `${propertyName(key)}:${literalCode(member)}`)
    .join(",")}}`;
}

/**
 * Writes a property name, quoted only if it has to be.
 *
 * @example
 * propertyName("4XX"); // `"4XX"`
 */
export function propertyName(key: string): string {
  return /^(?:[A-Za-z_$][\w$]*|[1-9]\d{0,8})$/.test(key) ? key : JSON.stringify(key);
}
