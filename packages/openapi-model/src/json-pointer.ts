/**
 * Parses a JSON Pointer (RFC 6901), on its own (`/paths/~1tasks`) or as the fragment of a URL (`#/paths/~1tasks`, RFC 6901
 * section 6), in which characters may also be percent-encoded.
 *
 * @returns The keys of its path.
 */
export function parsePointer(pointer: string): string[] {
  const isFragment = pointer.startsWith("#");
  const [, ...steps] = (isFragment ? pointer.slice(1) : pointer).split("/");
  // Most references have nothing to decode, and there are thousands of them.
  if (!pointer.includes("~") && !(isFragment && pointer.includes("%"))) return steps;
  return steps.map((step) =>
    (isFragment ? decodePercent(step) : step).replaceAll("~1", "/").replaceAll("~0", "~"),
  );
}

/** Writes the JSON Pointer of some keys. */
export function formatPointer(steps: readonly string[]): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Documents written by hand have percent signs that encode nothing; those are literal. */
function decodePercent(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
