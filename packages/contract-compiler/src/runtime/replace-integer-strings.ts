/**
 * Replaces, under the given keys, canonical integer strings by integers. A number that a double
 * cannot represent exactly stays a string: it fails validation instead of changing its value.
 *
 * @example
 * const page = { limit: "30", offset: "3e1" };
 * replaceIntegerStrings(page, ["limit", "offset"]); // page is now { limit: 30, offset: "3e1" }
 */
export function replaceIntegerStrings(data: Record<string, unknown>, keys: readonly string[]): void {
  for (const key of keys) {
    const value = data[key];
    if (typeof value === "string" && Number.isSafeInteger(+value) && String(+value) === value)
      data[key] = +value;
  }
}
