/** A piece of TypeScript in the README. */
export interface Snippet {
  /** The line of the README where it begins. */
  readonly line: number;
  /** What stands behind `ts` at its beginning: "vitest" or "example", or nothing. */
  readonly kind: string;
  readonly code: string;
}

/**
 * All TypeScript of a Markdown text. Snippets of the kind "example" go on from each other, and come as one.
 *
 * @example
 * readSnippets("```ts\nawait start();\n```\n"); // [{ line: 1, kind: "", code: "await start();\n" }]
 */
export const readSnippets = (markdown: string): Snippet[] => {
  const found = [...markdown.matchAll(/^```ts(?: (\w+))?\n([^]*?)^```$/gm)].map(
    ({ index, 1: kind = "", 2: code = "" }) => ({
      line: markdown.slice(0, index).split("\n").length,
      kind,
      code,
    }),
  );
  const [first, ...others] = found.filter(({ kind }) => kind === "example");
  const alone = found.filter(({ kind }) => kind !== "example");
  if (!first) return alone;
  return [...alone, { ...first, code: [first, ...others].map(({ code }) => code).join("\n") }];
};
