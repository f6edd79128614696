/**
 * Writes a value as a form, by the rules that the contracts describe under "Requests": `key[]=a` for arrays, which needs
 * no second value to be one, `key[a]=b` for objects, and `key[0][a]=b` for arrays of objects. What JSON leaves out is left
 * out here too, and so are empty arrays and objects, which a form cannot say. Text and `URLSearchParams` are forms already,
 * and stay as they are.
 *
 * @throws TypeError for what would come out as something else: `null` inside of a property, and names with brackets
 * @example
 * encodeForm({ categories: ["a", "b"], fields: { total: "The sum" } });
 * // "categories%5B%5D=a&categories%5B%5D=b&fields%5Btotal%5D=The+sum"
 */
export const encodeForm = (body: unknown): string => {
  if (typeof body === "string" || body instanceof URLSearchParams) return `${body}`;
  const form = new URLSearchParams();
  // Through JSON, so that dates, undefined and toJSON() mean the same in both encodings.
  for (const [key, value] of Object.entries(JSON.parse(JSON.stringify(body)) as object)) {
    // Of a property of the request itself, null means that it is absent.
    if (value !== null) append(form, key, key, value);
  }
  return form.toString();
};

const append = (form: URLSearchParams, key: string, name: string, value: unknown): void => {
  if (value === null || /[[\]]/.test(name)) {
    throw new TypeError(`A form cannot say what ${key} is: leave it out, or send JSON.`);
  }
  if (typeof value !== "object") return form.append(key, `${value as string | number | boolean}`);
  const indexed = Array.isArray(value) && value.some((item) => typeof item === "object");
  for (const [member, item] of Object.entries(value)) {
    const plain = Array.isArray(value) && !indexed;
    append(form, `${key}[${plain ? "" : member}]`, member, item);
  }
};
