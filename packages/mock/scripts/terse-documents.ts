import type { Plugin } from "rolldown";

/** What holds values of users, in which every text means something. */
const values = new Set(["example", "value", "default", "const", "enum"]);

/**
 * A description without the words that are only for people: half of its size.
 *
 * @example
 * terse({ summary: "Returns a task", parameters: [] }); // { parameters: [] }
 */
export const terse = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(terse);
  if (typeof node !== "object" || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(isForPeople(key) && typeof value === "string"))
      .map(([key, value]) => [key, isValue(key, value) ? value : terse(value)]),
  );
};

const isForPeople = (key: string): boolean => key === "description" || key === "summary";

/** The examples of a schema are values, those of a body are described. */
const isValue = (key: string, value: unknown): boolean =>
  values.has(key) || (key === "examples" && Array.isArray(value));

/** Shortens the contracts that go into the bundle. */
export const terseDocumentsPlugin = (): Plugin => ({
  name: "terse-documents",
  transform: (code, id) => (id.endsWith("-v1.json") || id.endsWith("-beta.json") ? shorten(code) : undefined),
});

const shorten = (code: string): string => JSON.stringify(terse(JSON.parse(code)));
