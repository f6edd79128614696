/**
 * Deletes the given keys where they hold an empty string, as OpenAPI's `allowEmptyValue` says: `?status=` means
 * the same as no `status`.
 *
 * @example
 * const query = { status: "", type: "annotation" };
 * deleteEmptyStrings(query, ["status"]); // query is now { type: "annotation" }
 */
export function deleteEmptyStrings(data: Record<string, unknown>, keys: readonly string[]): void {
  for (const key of keys) if (data[key] === "") delete data[key];
}
