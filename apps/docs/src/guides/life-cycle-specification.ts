import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** What the site publishes of the extension `x-task-lifecycle`. */
export interface LifeCycleSpecification {
  /** Markdown, without its title. */
  readonly markdown: string;
  /** The JSON Schema of a declaration, as text. */
  readonly schema: string;
}

/** The name of the JSON Schema, beside its page in the repository and in the root of the site. */
export const schemaFile = "task-lifecycle.schema.json";

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`lifecycle/${name}`, import.meta.resolve("@task-contracts/openapi/package.json")));

/** Reads the specification from where the contracts are. */
export async function readLifeCycleSpecification(): Promise<LifeCycleSpecification> {
  const [page, schema] = await Promise.all([
    readFile(fileOf("README.md"), "utf8"),
    readFile(fileOf(schemaFile), "utf8"),
  ]);
  const markdown = page
    .replace(/^# .*\n+/, "")
    .replaceAll(`](${schemaFile})`, `](../${schemaFile})`)
    // Files that are in the repository alone.
    .replaceAll(/\[([^\]]+)\]\(\.\.\/lint\/[^)]*\)/g, "$1");
  return { markdown: markdown.trim(), schema };
}
