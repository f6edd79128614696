import { readFile, writeFile } from "node:fs/promises";
import { posix } from "node:path";

/** An import of a file of the same package. */
const relativeImport = /(?<=(?:from |import\()")(\.{1,2}\/[^"]+)\.js(?=")/g;

/**
 * Writes the types of entries a second time, as `.d.cts`, with the files that they import: in a package of ES modules,
 * the compiler takes `.d.ts` for the types of one, which CommonJS may not require.
 *
 * @param folder where the `.d.ts` are
 * @param entries the paths of their files below it, without `.d.ts`
 */
export const writeCommonJsDeclarations = async (
  folder: string,
  entries: readonly string[],
): Promise<void> => {
  const paths = new Set(entries);
  // What is added meanwhile is gone through as well.
  for (const path of paths) {
    const code = await readFile(`${folder}/${path}.d.ts`, "utf8");
    for (const [, imported = ""] of code.matchAll(relativeImport))
      paths.add(posix.join(posix.dirname(path), imported));
    await writeFile(`${folder}/${path}.d.cts`, code.replaceAll(relativeImport, "$1.cjs"));
  }
};
