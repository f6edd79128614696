/**
 * Writes a value as a form, the way the Scale documents do: repeated keys, `a[b]` and `a[0][b]`.
 *
 * @example
 * encodeForm({ categories: ["a", "b"], fields: { c: 1 } }); // "categories=a&categories=b&fields%5Bc%5D=1"
 */
export const encodeForm = (value: object): string =>
  Object.entries(value)
    .flatMap(([key, child]) => pairs(key, child))
    .map(([key, text]) => `${encodeURIComponent(key)}=${encodeURIComponent(text)}`)
    .join("&");

const pairs = (key: string, value: unknown): [string, string][] => {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      pairs(typeof item === "object" ? `${key}[${index}]` : key, item),
    );
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([name, child]) => pairs(`${key}[${name}]`, child));
  }
  return [[key, String(value)]];
};
