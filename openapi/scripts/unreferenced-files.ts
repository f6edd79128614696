import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Finds the files of a description that nothing refers to. Redocly's own rule sees only the components that a
 * reference leads to, so a file left behind would escape it.
 *
 * @param folder The folder of one API, with `openapi.yaml` in it.
 * @returns Paths relative to the folder, sorted.
 * @example unreferencedFiles("openapi/scale-v1") // ["components/schemas/Leftover.yaml"]
 */
export function unreferencedFiles(folder: string): string[] {
  const entry = join(folder, "openapi.yaml");
  const reached = new Set<string>([entry]);
  for (const file of reached) {
    if (!file.endsWith(".yaml")) continue;
    // Both `$ref: file.yaml` and the values of a discriminator's mapping are file names.
    for (const [, target = ""] of readFileSync(file, "utf8").matchAll(/:\s*["']?([^\s"'#]+\.(?:yaml|md))/g)) {
      reached.add(join(dirname(file), target));
    }
  }
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(yaml|md)$/.test(name) && !name.endsWith(".arazzo.yaml"))
    .map((name) => join(folder, name))
    .filter((file) => !reached.has(file))
    .map((file) => relative(folder, file).replaceAll(sep, "/"))
    .toSorted();
}
