/**
 * The body of a request in its media type. Forms have brackets for what is nested.
 *
 * @example
 * encodeBody("application/x-www-form-urlencoded", { tags: ["a", "b"] }); // "tags%5B0%5D=a&tags%5B1%5D=b"
 */
export const encodeBody = (mediaType: string, body: unknown): FormData | string => {
  if (mediaType.startsWith("multipart/")) return formOf(body);
  if (mediaType.includes("x-www-form-urlencoded"))
    return new URLSearchParams(
      Object.entries(Object(body) as object).flatMap(([name, value]) => pairsOf(name, value)),
    ).toString();
  return typeof body === "string" && !mediaType.includes("json") ? body : JSON.stringify(body);
};

/** What is nested in a form of several parts is JSON, and lists are repeated. */
const formOf = (body: unknown): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(Object(body) as object))
    for (const each of [value as unknown].flat())
      if (each !== null && each !== undefined)
        form.append(name, typeof each === "string" ? each : JSON.stringify(each));
  return form;
};

const pairsOf = (name: string, value: unknown): [string, string][] => {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object") return [[name, typeof value === "string" ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, child]) => pairsOf(`${name}[${key}]`, child));
};
