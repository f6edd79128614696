type Values = Record<string, unknown>;

/**
 * Deletes the given keys if they hold an empty string, for OpenAPI's `allowEmptyValue`: `?status=` means
 * the same as no `status`.
 *
 * @example
 * const query = { status: "", type: "annotation" };
 * deleteEmptyTexts(query, ["status"]); // query is now { type: "annotation" }
 */
export function deleteEmptyTexts(data: Values, keys: readonly string[]): void {
  for (const key of keys) if (data[key] === "") delete data[key];
}

/**
 * Deletes the given keys if they hold `null`.
 *
 * @example
 * const body = { attachment: "ant", instruction: null };
 * deleteNulls(body, ["instruction"]); // body is now { attachment: "ant" }
 */
export function deleteNulls(data: Values, keys: readonly string[]): void {
  for (const key of keys) if (data[key] === null) delete data[key];
}

/**
 * Deletes the given keys if they hold an empty array or an object without properties.
 *
 * @example
 * const body = { choices: ["a", "b"], fields: {} };
 * deleteEmptyLists(body, ["fields"]); // body is now { choices: ["a", "b"] }
 */
export function deleteEmptyLists(data: Values, keys: readonly string[]): void {
  for (const key of keys) if (isEmpty(data[key])) delete data[key];
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  for (const _ in value) return false;
  return true;
}
