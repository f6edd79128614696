/**
 * Reads a query string: flat, percent-decoded, with an array for a repeated name.
 *
 * @example
 * parseQuery("status=completed&type=a&type=b"); // { status: "completed", type: ["a", "b"] }
 */
export const parseQuery = (search: string): Record<string, unknown> => {
  if (search === "") return {};
  const parameters = new URLSearchParams(search);
  const names = new Set(parameters.keys());
  return Object.fromEntries([...names].map((name) => [name, single(parameters.getAll(name))]));
};

const single = (values: readonly string[]): unknown => (values.length === 1 ? values[0] : values);
